"""Judges a chapter by what stands in it (章节内容) where its heading does not say: lacks, measures or results."""

from __future__ import annotations

import re

from reports.extraction.records import SectionKind

_BY_FAR = 2
_LONGEST_JUDGED = 1500
_SENTENCE = re.compile(r"[^。;!?\n]{6,}")

STATES_LACK = re.compile(
    "(?:不(?:足|够[^,。;、]{0,6}|强|高|严|到位|及时|规范|健全|完善|完备|畅|顺|平衡|深|广|实|紧|细|透|清|明|全|齐|准|优|佳|力|牢固?|"
    "熟悉|明显|充分|匹配|相?适应|扎实|深入|均衡?|理想|稳定?|彻底|主动|积极|满意|达标|上去|下去|下来|住|了|起来|敢碰硬|成体系|见人|知情?)"
    "|薄弱|单薄|滞后|落后|欠缺|缺乏|缺失|缺位|缺口|匮乏|短缺|紧缺|奇缺|断档|断层|脱节|脱钩|单一|淡薄|老化|陈旧|生疏|粗糙|粗放|模糊|混乱|"
    "偏[弱低少慢小软松窄晚粗浅差散]|[较太过很](?:弱|低|少|慢|小|差|窄|浅|迟|晚|散)|[慢差]半拍|参差不齐|流于形式|走过场|走形式|走样|"
    '形同虚设|青黄不接|一知半解|捉襟见肘|屈指可数|久拖不决|(?:时|屡|偶|常|多|仍)有(?:发生|出现|抬头|反弹)|禁而不止|屡禁不止|两张皮[”"]?|迟缓|停滞|摆设[”"]?|'
    "无章可循|无据可依|力不从心|应付了事|浮于表面|居高不下|打折扣|(?:出|有|存)(?:现)?(?:漏洞|盲区|盲点|空档|断点|短板|差距|偏差|缺陷|瑕疵|隐患|堵点)|"
    "超期|逾期|缺项|漏项|垫底|(?:尚|仍)属空白|有待[^,。;]{2,10}|(?:亟待|亟需|尚需|仍需)[^,。;]{2,10})"
    '(?:的(?:问题|现象|情况|情形|矛盾|局面)[^,。;]{0,8})?[”"]?(?=[,。;、!\\n]|$)'
    "|没有?+(?!发生|发现|出现|收到|接到|一[起件例宗人家次]|因|被)[^,。;、]{1,12}(?=[,。;、\\n]|$)"
    "|未(?!发生|发现|出现|收到|接到|被|成年|来|有|接)[^,。;、]{2,12}(?=[,。;、\\n]|$)|(?:难以|无法|做不到|跟不上|接不住|吃不准|叫不响|听不懂|记不住|管不[了好住]|留不住)"
    "|重[^,。;、]{1,4}、?轻[^,。;、]{1,4}|迟迟[没未不]|一个(?:都|也)没|只有[^,。;]{0,6}(?:人|名|台|元)|仅[^,。;]{0,4}[0-9]*(?:人|名|台)|不(?:愿|敢|会|善)[^,。;]{1,6}(?=[,。;、\\n]|$)"
)
"""A clause that ends in a lack: what no report of results says of the bureau itself."""

_DONE = re.compile(
    "(?:开展|完成|新建|建成|举办|办理|发放|印发|组织|召开|受理|办结|检查|出台|制定|修订|培训|走访|救助|查处|调解|落实|投入|建立|清理|整改|解决|化解)了?"
    "[^,。;]{0,24}?[0-9一二三四五六七八九十]+(?:余|多)?[次场件个人户名份家万项部期例处起]|累计|全年|均已|已(?:全部|经)|达到?[0-9]|荣获|同比|(?:取得|实现|得到|建立|形成|完成)了|全部(?:整改|完成|办结)"
)
_AHEAD = re.compile(
    "下一?步|明年|来年|今后|新的一年|(?<![草虚])拟(?!定)|力争|争取|打算|我局将|我们将|年底前|月底前|[0-9]月前"
)


def content_kind(text: str, start: int, end: int, follows_problems: bool) -> SectionKind | None:
    """What the sentences of a chapter speak of, by far; None where they do not say.

    Behind the chapter of problems come the measures, unless what stands there is done already.
    """
    sentences = _SENTENCE.findall(text, start, min(end, start + _LONGEST_JUDGED))
    half = -(-len(sentences) // _BY_FAR)
    done = sum(_DONE.search(sentence) is not None for sentence in sentences)
    if _reach(sentences, STATES_LACK, max(1, half, done + 1)):
        return SectionKind.PROBLEMS
    if done * _BY_FAR < len(sentences) and (
        follows_problems or _reach(sentences, _AHEAD, len(sentences) // _BY_FAR + 1)
    ):
        return SectionKind.PLAN
    return None


def _reach(sentences: list[str], form: re.Pattern[str], needed: int) -> bool:
    """Whether so many of the sentences have the form; given up where those left can no longer make it."""
    for left in range(len(sentences), 0, -1):
        if not 0 < needed <= left:
            break
        needed -= form.search(sentences[-left]) is not None
    return needed == 0


def reports_results(text: str, start: int, end: int) -> bool:
    """Whether most sentences of a chapter tell of what has been done."""
    sentences = _SENTENCE.findall(text, start, min(end, start + _LONGEST_JUDGED))
    done = sum(_DONE.search(sentence) is not None for sentence in sentences)
    if not done or done * _BY_FAR < len(sentences):
        return False
    return not _reach(sentences, STATES_LACK, done)
