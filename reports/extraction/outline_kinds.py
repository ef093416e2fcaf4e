"""Tells from a heading's words what the chapter is about (SectionKind): results, problems or the coming year."""

from __future__ import annotations

import re
from functools import lru_cache

from reports.extraction.records import SectionKind

_SHORTCOMING = (
    "问题|不足|短板|弱项|困难(?!群|家|对|人|老|残|儿|职|学|户|重|党|退|女)|差距|薄弱|欠缺|瓶颈|制约因素|困境"
)
_SETTLED = re.compile(
    r"(?:整改|解决|化解|破解|办理|处置|反馈)(?:工作)?(?:的)?(?:落实|完成|进展|推进|开展)?(?:情况|成效|进展)"
    r"|(?:计划|要点|任务|安排|规划|决策|部署)(?:的)?(?:完成|落实|执行|实施|推进|贯彻)"
    r"|^(?:着力|聚力|全力|聚焦|紧盯|切实|有效|妥善|依法|坚持|突出|积极|推动|针对)?"
    r"(?:解决|化解|破解|攻坚|整治|补齐|破除|聚焦|紧盯|坚持问题|突出问题|问题导向)"
)
_BOTH = re.compile(r"存在.*(?:措施|打算|计划|(?:和|及|与|、)(?:整改|改进))")
"""存在问题及整改情况 names the problems as well as what is done about them."""
_PROBLEMS = re.compile(
    rf"(?:存在|面临|遇到|暴露|主要|突出|当前|目前|今年|工作中|工作|建设|仍有|尚有|还有|有关|执法|自查|检视|反思|自评|查摆|^)"
    rf"(?:着|到|的|一些|一定|主要|突出|工作|不少|形势|挑战|和|及|与|、)*(?:{_SHORTCOMING})"
    rf"|^(?:{_SHORTCOMING})|(?:{_SHORTCOMING})(?:(?:和|及|与|、)?(?:{_SHORTCOMING}|原因)(?:分析)?|之处|分析|所在)$"
    r"|(?:需要?|有待|亟待|亟需|尚需|还需)(?:进一步)?(?:改进|解决|完善|提高|加强|重视)的(?:地方|方面|问题|事项|环节)?$"
)
_LOOKED_FOR = re.compile(
    "(?:查找|查摆|寻找|找准|找|检视|审视|正视|直面|认清|看清|看到|剖析|反思|反观|对照|自查|自评|知|明)[^,]{0,6}?"
    "(?:差距|不足|短板|弱项|问题|短处|薄弱|堵点|症结)(?!.{0,4}(?:整改(?:情况|成效)|导向))"
    "|差在哪|差哪|差距在哪|短在哪|弱在哪|照镜子|(?:扣分|失分)(?:项|点|情况|问题)?(?:说明)?$"
)
"""A look at oneself (正视差距,补强弱项), whatever the heading adds about mending it."""
_CAUSES = re.compile(r"(?:存在|产生|主要|问题|形成).{0,6}(?:原因|成因)|^原因|(?:原因|成因)(?:分析|剖析)")
_ADVICE = re.compile(r"^(?:有关|相关|几点|工作|意见|和|及|的|对上级)*建议$")
_ANSWER = re.compile(r"^针对.*(?:措施|举措|打算|计划|安排|思路)$")
_ONLY_CAUSES = re.compile(
    r"^(?:(?:存在|产生|上述|以上|有关)?(?:的)?问题的?|主要|深层次?|产生|形成|的)*(?:原因|成因)(?:分析|剖析)?$"
)
_AHEAD = re.compile(
    r"下(?:一)?步|下(?:一)?阶段|下(?:一)?年|下(?:一)?个?年度|下半年|明年|来年|次年|今后|未来|将来|后续|接下来|新的?一年"
)
_INTENT = "计划|打算|安排|设想|思路|构想|展望|规划|谋划|要点|重点|目标|任务|举措|措施|方向|部署|主要工作|工作"
_YEAR_AHEAD = re.compile(
    r"(?:20\d\d|[二2][〇○零0O][一二三四五六七八九〇○零]{2})年?(?:度)?.{0,18}(?:计划|打算|安排|设想|思路|构想|展望|谋划|要点|重点)"
)
_LACK = re.compile(
    "问题|不足|短板|弱项|差距|薄弱|瓶颈|难点|堵点|欠缺|制约|反思|自省|检视|短处|缺憾|隐忧|欠账"
)
_OUTLOOK = re.compile(
    "展望|打算|设想|再出发|再发力|明天|新征程|新程|未来|来日|前路|下一程|奋进|开新局|新起点|怎么干|这样干|这么干|怎么办|如何干|干什么|怎样干|"
    "往哪里?(?:走|去)|谋新篇|启新程|再启航|再扬帆|再攀登|再起航|致远|开新篇|新篇章|前行|往前走"
)
_AT_WORK = re.compile(
    "补|破|解|化|整改|整治|聚焦|导向|攻坚|消除|清零|治理|排查|办理|回应|针对|防范|处置|纠正|查处|督办|反馈|打通|疏|落实|完成"
)
"""Verbs of work on problems: with one of them a heading reports results."""
_PLAN = re.compile(
    r"(?:工作|主要|重点|初步|年度|改进|整改|应对|努力|发展|建设)(?:的)?(?:计划|打算|设想|思路|展望|方向|构想)$"
    r"|(?:改进|整改)(?:的)?(?:措施|举措|计划|方向|打算|建议|意见)|^(?:工作)?(?:打算|展望|计划|设想|措施)$|对策|努力方向"
)
_RESULTS = re.compile(
    r"(?:做法|成效|成绩|亮点|总结|回顾|开展情况|工作情况|完成情况|落实情况|履职情况|推进情况)"
)
_INTRO = re.compile(
    r"^(?:基本|总体|基本工作|单位|机构|部门)?(?:情况|概况|概述|职能|简介)(?:介绍|概述)?$|^总体(?:要求|情况)"
)
_CLOSING = re.compile(r"^(?:结语|结束语|其他(?:需要)?(?:说明|报告)|其他(?:情况|事项))")
_BARE_RESULTS = re.compile(
    r"^(?:20\d\d年(?:度)?)?(?:主要|重点|总体)?(?:工作)?(?:开展|完成|推进)?(?:情况|做法|举措|成效|亮点)"
    r"(?:(?:和|及|与|、)(?:主要)?(?:工作)?(?:情况|做法|举措|成效|亮点))?$"
)
_OTHER_MATTER = re.compile("情况$|体会|经验|启示|案例|附[表件录]|说明|建议|特色|纪实")
"""What a late chapter may hold beside problems and plans, even behind the problems."""
_SHORTEST_REST = 6
_AND = "(?:和|与|及|、|以及)(?:其|主要|存在的?|下一步|下步|整改|改进|具体|工作|有关)*"
_NAME = re.compile(
    rf"(?:(?:当前|目前|工作中?|主要|仍)*(?:存在|面临)(?:的)?(?:主要|突出)?|主要|工作)(?:{_SHORTCOMING})(?:环节)?"
    rf"(?:{_AND}(?:原因|打算|措施|举措|{_SHORTCOMING})(?:环节|分析)?)*(?:之处|分析)?"
    rf"|(?:{_SHORTCOMING})(?:环节)?(?:{_AND}(?:原因|打算|措施|举措|{_SHORTCOMING})(?:环节|分析)?)+(?:之处|分析)?"
    r"|(?:下一步|下步|下一阶段|下阶段|明年|今后|来年|下半年|下一年度|20\d\d年(?:度)?)(?:的)?"
    r"(?:法治政府建设|法治建设|依法行政|民政)?(?:重点|主要)?(?:工作)?(?:的)?"
    rf"(?:打算|安排|计划|思路|重点|措施|举措|设想|要点|方向)(?:{_AND}(?:打算|安排|计划|思路|重点|措施|举措|设想|要点))*"
)
"""The usual names of chapters on problems and plans, by which a heading is told from the text run into it."""

_TITLE = re.compile(
    r"民政[局厅部]|报告$|总结$|汇报|通知|关于|附件|发布|来源|责任编辑|作者|名称|标题|索引|分类|建议提案"
)


def heading_kind(heading: str, inherited: SectionKind | None = None, late: bool = False) -> SectionKind:
    """What a heading announces; a heading that says nothing of its own has the kind of the chapter above it.

    `late`: it stands in the second half, where a chapter is believed to speak of problems or plans in freer words.
    """
    spoken = _spoken_kind(heading)
    if spoken is not None:
        return spoken
    if inherited is not None:
        return inherited
    if late and _LOOKED_FOR.search(heading):
        return SectionKind.PROBLEMS
    if late and not _AT_WORK.search(heading):
        # 回望来路,不足亦存: a chapter may name its matter in words of its own.
        if _LACK.search(heading):
            return SectionKind.PROBLEMS
        if _OUTLOOK.search(heading) and not _RESULTS.search(heading):
            return SectionKind.PLAN
    if _INTRO.search(heading):
        return SectionKind.INTRO
    return SectionKind.CLOSING if _CLOSING.search(heading) else SectionKind.ACHIEVEMENTS


def speaks_for_itself(heading: str) -> bool:
    """Whether a heading is worded as chapters of problems or plans usually are."""
    return _spoken_kind(heading) is not None


def is_open(heading: str) -> bool:
    """Whether a heading leaves open what its chapter speaks of, so that the chapter itself must say."""
    if _OTHER_MATTER.search(heading):
        return False
    return not any(form.search(heading) for form in (_RESULTS, _BARE_RESULTS, _INTRO, _CLOSING, _ADVICE))


def announces_causes(heading: str) -> bool:
    """Whether a heading stands above causes alone (原因分析), not above problems and their causes."""
    return bool(_ONLY_CAUSES.search(heading))


def names_chapter(heading: str) -> bool:
    """Whether a heading is a chapter's usual name (存在的问题), not a statement that happens to use its words."""
    return bool(_BARE_NAME.search(heading)) and len(heading) <= 12 and _spoken_kind(heading) is not None


def chapter_name_end(text: str, start: int, end: int) -> int:
    """Where a heading ends whose text follows without any stop (存在问题今年以来,…): behind the usual name."""
    name = _NAME.match(text, start, end)
    if name is None or end - name.end() < _SHORTEST_REST or text[name.end()] in "和与及、的":
        return end
    return name.end()


def is_bare_chapter(line: str) -> bool:
    """Whether an unnumbered line is the usual name of a chapter and not a title, a caption or a sentence."""
    if _TITLE.search(line):
        return False
    if _BARE_RESULTS.match(line):
        return True
    return bool(_BARE_NAME.search(line)) and _spoken_kind(line) is not None


_BARE_NAME = re.compile(
    rf"(?:{_SHORTCOMING}|原因|{_INTENT}|之处|分析)$|^(?:下一步|下步|明年|今后|存在|主要问题)"
)


@lru_cache(maxsize=512)
def _spoken_kind(heading: str) -> SectionKind | None:
    ahead = _AHEAD.search(heading)
    if _SETTLED.search(heading) and not (ahead or _BOTH.search(heading)):
        return None
    if _ANSWER.search(heading):
        return SectionKind.PLAN
    if _ADVICE.search(heading):
        return SectionKind.CLOSING
    problems = _PROBLEMS.search(heading) or _CAUSES.search(heading)
    if problems and not (ahead and ahead.start() < problems.start()):
        return SectionKind.PROBLEMS
    if ahead and not _RESULTS.search(heading):
        return SectionKind.PLAN
    if (_YEAR_AHEAD.search(heading) or _PLAN.search(heading)) and not _RESULTS.search(heading):
        return SectionKind.PLAN
    return None
