"""The reader's text: every character once and in order, marks where the offsets say, nesting and crossing included."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reports.segments import Mark, MarkKind, Paragraph, Specimen, segment, specimen


def mark(
    text: str, printed: str, kind: MarkKind = MarkKind.FIGURE, found: object = None, level: int = 1
) -> Mark:
    start = text.index(printed)
    return Mark(kind, start, start + len(printed), () if found is None else (found,), level)


def printed(paragraphs: tuple[Paragraph, ...]) -> str:
    return "".join(
        piece.text for paragraph in paragraphs for stretch in paragraph.stretches for piece in stretch.pieces
    )


def figures_of(paragraph: Paragraph) -> list[tuple[str, str]]:
    """(address or nothing, characters) of every piece under a figure."""
    return [
        (piece.figure.anchor if piece.first else "", piece.text)
        for stretch in paragraph.stretches
        for piece in stretch.pieces
        if piece.figure
    ]


def statements_of(paragraph: Paragraph) -> list[tuple[list[str], str]]:
    """(addresses of the marks around, characters) of every stretch."""
    return [
        ([one.anchor for one, _first in stretch.marks], "".join(piece.text for piece in stretch.pieces))
        for stretch in paragraph.stretches
    ]


def test_each_line_is_a_paragraph_and_keeps_its_line_break() -> None:
    paragraphs = segment("甲。\n乙。\n", [])

    assert [(one.start, one.end) for one in paragraphs] == [(0, 3), (3, 6)]


def test_blank_lines_belong_to_the_line_before_or_to_the_first() -> None:
    paragraphs = segment("\n 甲\n\n\n乙", [])

    assert [printed((one,)) for one in paragraphs] == ["\n 甲\n\n\n", "乙"]


def test_only_line_feeds_break_lines() -> None:
    assert len(segment("甲\u2028乙\x0c丙\n丁", [])) == 2


def test_a_text_of_nothing_has_no_paragraph() -> None:
    assert segment("", []) == ()


def test_a_figure_is_a_piece_of_its_own() -> None:
    text = "登记1698对。"
    (paragraph,) = segment(text, [mark(text, "1698对")])

    assert figures_of(paragraph) == [("c2", "1698对")]
    assert [piece.text for piece in paragraph.stretches[0].pieces] == ["登记", "1698对", "。"]


def test_figures_that_touch_stay_apart() -> None:
    text = "项目2个294.7万元"
    (paragraph,) = segment(text, [mark(text, "2个"), mark(text, "294.7万元")])

    assert figures_of(paragraph) == [("c2", "2个"), ("c4", "294.7万元")]


def test_a_figure_shared_by_several_names_is_one_mark() -> None:
    text = "掌上执法率、覆盖率均达100%"
    (paragraph,) = segment(text, [mark(text, "100%", found="掌上执法率"), mark(text, "100%", found="覆盖率")])

    assert len(paragraph.figures) == 1
    assert paragraph.figures[0].found == ("掌上执法率", "覆盖率")
    assert paragraph.figures[0].further_anchors == ()


def test_figures_that_overlap_are_one_mark_with_both_addresses() -> None:
    text = "共3万5千元"
    (paragraph,) = segment(text, [mark(text, "3万5千元"), mark(text, "5千元")])

    assert figures_of(paragraph) == [("c1", "3万5千元")]
    assert paragraph.figures[0].further_anchors == ("c3",)


def test_a_figure_inside_a_shortcoming_lies_under_both() -> None:
    text = "一是系统还无持证人员;二是"
    problem = mark(text, "系统还无持证人员", MarkKind.PROBLEM)
    (paragraph,) = segment(text, [mark(text, "无"), problem])

    assert statements_of(paragraph) == [([], "一是"), (["q2"], "系统还无持证人员"), ([], ";二是")]
    assert figures_of(paragraph) == [("c5", "无")]
    assert paragraph.statements == (problem,)


def test_a_shortcoming_that_ends_inside_a_figure_cuts_it_and_addresses_it_once() -> None:
    text = "人员不足3万元"
    (paragraph,) = segment(text, [mark(text, "3万元"), mark(text, "人员不足3万", MarkKind.PROBLEM)])

    assert figures_of(paragraph) == [("c4", "3万"), ("", "元")]


def test_a_shortcoming_over_two_lines_is_numbered_where_it_begins() -> None:
    text = "问题是学习\n不深。其他"
    first, second = segment(text, [mark(text, "学习\n不深", MarkKind.PROBLEM)])

    assert [begins for stretch in first.stretches for _mark, begins in stretch.marks] == [True]
    assert [begins for stretch in second.stretches for _mark, begins in stretch.marks] == [False]
    assert (len(first.statements), len(second.statements)) == (1, 0)


def test_a_line_that_is_a_heading_is_one_and_a_run_in_heading_is_not() -> None:
    text = "一、成效\n(一)普法。加强学习。\n"
    marks = [mark(text, "一、成效", MarkKind.HEADING), mark(text, "(一)普法", MarkKind.HEADING, level=2)]
    own_line, run_in = segment(text, marks)

    assert own_line.heading == marks[0]
    assert run_in.heading is None
    assert statements_of(run_in) == [(["s5"], "(一)普法"), ([], "。加强学习。\n")]


def test_headings_never_go_two_ranks_down_at_once() -> None:
    text = "一、甲\n1.乙\n二、丙\n"
    levels = (("一、甲", 1), ("1.乙", 3), ("二、丙", 1))
    paragraphs = segment(text, [mark(text, words, MarkKind.HEADING, level=level) for words, level in levels])

    assert [one.rank for one in paragraphs] == [1, 2, 1]


def test_marks_outside_the_text_are_left_out() -> None:
    wild = [Mark(MarkKind.FIGURE, 2, 9), Mark(MarkKind.PLAN, 1, 1), Mark(MarkKind.PROBLEM, -1, 2)]

    (paragraph,) = segment("甲乙丙", wild)

    assert statements_of(paragraph) == [([], "甲乙丙")]


TEXTS = st.text(alphabet="甲乙3万。\n \t<&", max_size=40)
MARKS = st.lists(
    st.builds(
        lambda kind, start, length: Mark(kind, start, start + length, (), 1),
        st.sampled_from(MarkKind),
        st.integers(0, 40),
        st.integers(1, 12),
    ),
    max_size=12,
)


@given(TEXTS, MARKS)
def test_every_character_appears_exactly_once_and_in_order(text: str, marks: list[Mark]) -> None:
    paragraphs = segment(text, marks)

    assert printed(paragraphs) == text
    assert [one.start for one in paragraphs] == [0, *(one.end for one in paragraphs)][: len(paragraphs)]
    assert all(piece.text for one in paragraphs for stretch in one.stretches for piece in stretch.pieces)


@given(TEXTS, MARKS)
def test_every_figure_is_addressed_exactly_once_and_covers_its_own_characters(
    text: str, marks: list[Mark]
) -> None:
    pieces = [piece for one in segment(text, marks) for stretch in one.stretches for piece in stretch.pieces]
    addressed = [piece.figure for piece in pieces if piece.figure and piece.first]
    asked = {one.start for one in marks if one.kind is MarkKind.FIGURE and one.end <= len(text)}

    assert {start for figure in addressed for start in (figure.start, *figure.inner)} == asked
    assert len(addressed) == len(set(addressed))
    for figure in addressed:
        covered = "".join(piece.text for piece in pieces if piece.figure == figure)
        assert covered == text[figure.start : figure.end]


def test_a_sentence_is_parted_at_its_figure() -> None:
    assert specimen("甲1件乙1件", 4, "1件") == Specimen("甲1件乙", "1件", "")


def test_a_figure_that_stands_elsewhere_is_looked_for() -> None:
    assert specimen("甲1件", 7, "1件") == Specimen("甲", "1件", "")


def test_a_figure_that_is_not_in_the_sentence_is_not_shown_in_it() -> None:
    assert specimen("甲", 0, "1件") is None
