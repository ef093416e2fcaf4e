"""Period, status and scope of a figure (时期、状态、范围) from the words of its clause, sentence and chapter."""

from __future__ import annotations

import re

from reports.extraction.matching.clauses import Clause
from reports.extraction.records import IndicatorSpec, MetricStatus, Period, SectionKind

_MONTHLY = re.compile(r"每人?每?月|人[·/]?月|月人均|月均|每月|/月")
_PER_MONTH = re.compile(r"月")
_PART = re.compile(
    r"上半年|下半年|[一二三四1-4]季度|(?<!\d)1-1?\d月|1至1?\d月|1月至1?\d月|1~\d月|疫情|(?<!十[二三四五]五)(?<!报告)期间|前[三3]季度|"
    r"[一1]至(?:[二三四五六七八九十]|十一)月|一月至|截至[1-9一二三四五六七八九十]{1,2}月(?!底|末|\d)|前[一二三四五六七八九十\d]{1,2}个月"
)
_MULTI = re.compile(
    r"近[两二三四五六七八九十\d]+年|[两二三四五六七八九十\d]+年来(?!,?\x00)|近年来|近几年|多年来|历年|连续(?:[两二三四五六七八九十\d]+)年|十[二三四五]五(?!开局|规划开局)(?:期间|时期|以来)|"
    r"(?:19|20)\d\d年?(?:-|~|至|到)(?:19|20)?\d\d年?(?!度?国)|两年|三年[间内]|五年[间内]"
)
_ONE_YEAR = re.compile(r"(?:一年来|近一年)")
_SINCE = re.compile(r"自?(?P<year>(?:19|20)\d\d)年?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:[^,;]{0,10})?(?:以来|起|至今|开始)|成立以来|启动以来|开展以来|运行以来|实施以来|建立以来|历史|历年|至今|开通以来|上线以来|施行以来|设立以来|试点以来")
_POINT = re.compile(r"现有|共有|在册|在岗|登记在册|拥有|目前|现存|建有|设有|实有|持有|年末|年底|截至|截止|覆盖率|注册|总数|现共")
_NOW = re.compile(r"(?<!截至)(?<!截止)(?<!截止到)(?<!截至到)(?<!至)目前")
_STATE_RATE = re.compile(r"现有|在册|截至|截止|目前|年末|年底")
_HOLD = re.compile(r"现有|共有|在册|在岗|拥有|现存|建有|设有|实有|持有|享受|覆盖率|持证|下辖|辖|运营|仅有|只有")
_FLOW_VERB = re.compile(
    r"新增|纳入|发放|惠及|培训|检查|抽查|办理|受理|完成|开展|救助|退出|支出|拨付|召开|举办|组织|建成|新建|打造|评定|整改|排查|调解|化解|查处|募集|接收|参加|取得|通过|获|印发|出台|受益|服务"
)
_PAID_TO = re.compile(r"(?:向|为|给|对)[^,;]{0,20}$|惠及|受益|覆盖|发放|共?纳入|培训|服务")
_PLAN = re.compile(
    r"确保|力争|争取|计划|拟|预计|目标|将(?!近|[^,;]{0,12}(?:纳入|列入|作为|提高[到至]|由|从|情况|列为|原))|下一步|明年|下年|力求|到(?:20\d\d)年(?:底|末)?|年底前|今后|规划"
)
_PLAN_NOT = re.compile(r"计划(?:生育|总结|数|完成)|超过?计划|年度计划|工作计划|目标任务|任务目标|按计划|目标管理|规划(?:编制|局)|十[二三四五]五规划")
_STANDARD = re.compile(
    r"标准|不低于|不少于|不超过|不高于|以内|奖励|限额|额度|上限|权限|保底|最低|最高|每人每[月年]|起付|封顶|时限|期限|承诺|缩短[到至]|压缩[到至]|"
    r"给予[^,;]{0,12}(?:奖励|补贴|补助)"
)
_SCOPES = (
    ("city", re.compile(r"市本级|市直|市级")),
    ("county", re.compile(r"县本级|区本级|县直|区直")),
    ("region", re.compile(r"全[省市县区州旗盟]|我[省市县区州旗](?!民政局)|辖区")),
    ("bureau", re.compile(r"我局|本局|全局|局机关|县局|市局|区局")),
)


def period_of(
    clause: Clause, spec: IndicatorSpec | None, near: str, default: Period, year: int | None, paired: Period | None
) -> Period:
    """The time the value covers. `near` is the sentence up to the figure and a little beyond."""
    quantity, own = clause.quantity, clause.own
    if quantity.unit == "元" and (_MONTHLY.search(own) or _PER_MONTH.search(quantity.per)):
        return Period.RECURRING
    if quantity.unit == "元" and paired is Period.RECURRING:
        return Period.RECURRING
    if quantity.unit == "年":
        return Period.MULTI_YEAR if quantity.value > 1 else Period.YEAR
    kind = spec.kind if spec else ""
    if kind == "standard":
        return Period.YEAR
    spanned = _spanned(near, own, year)
    if spanned:
        return spanned
    if kind == "stock":
        return Period.YEAR if _flows(clause) else Period.POINT
    if kind == "rate":
        return Period.POINT if _STATE_RATE.search(near) else default
    if kind == "":
        return Period.POINT if _HOLD.search(clause.before) or _NOW.search(clause.before) else default
    return default


def _spanned(near: str, own: str, year: int | None) -> Period | None:
    """A period other than the year that the sentence names before the figure."""
    since = _SINCE.search(near)
    if since and (since["year"] is None or year is None or int(since["year"]) < year) and "累计" in near:
        return Period.CUMULATIVE
    if _PART.search(near):
        return Period.PART
    if _MULTI.search(near) and not _ONE_YEAR.search(near):
        return Period.MULTI_YEAR
    if since and since["year"] and year and int(since["year"]) < year:
        return Period.CUMULATIVE
    return None


def _flows(clause: Clause) -> bool:
    """A stock indicator's name with a verb of doing: 向X人发放, 惠及X人, 共纳入X户."""
    before = clause.before
    if re.search(r"在册|现有|享受|共有|登记", before + clause.after[:6]):
        return False
    return bool(re.search(r"惠及|共?纳入|受益|培训|(?:向|为|给)$", before)) or (
        before.endswith(("向", "为", "给", "对")) and "发放" in clause.after
    )


def status_of(clause: Clause, spec: IndicatorSpec | None, kind: SectionKind | None, near: str) -> MetricStatus:
    """Done, a parameter of a policy, or a target."""
    words = _PLAN_NOT.sub("", near[-60:])
    if kind is SectionKind.PLAN or clause.quantity.column == "plan" or _PLAN.search(words):
        return MetricStatus.PLAN
    if spec is not None:
        return MetricStatus.STANDARD if spec.kind == "standard" else MetricStatus.ACTUAL
    quantity = clause.quantity
    if quantity.per or re.search(r"每人每|每人$|每月|标准(?:为|由|从|提高|达)", clause.before[-14:]):
        return MetricStatus.STANDARD
    if quantity.unit in ("工作日", "天", "小时", "分钟") and not re.search(r"开展|举办|培训|为期|历时", clause.before):
        return MetricStatus.STANDARD
    if _STANDARD.search(clause.before[-10:]) or re.match(r"以内|以下|的?(?:奖励|一次性)", clause.after):
        return MetricStatus.STANDARD
    return MetricStatus.ACTUAL


def scope_of(near: str) -> str | None:
    """Whom the figure covers: the nearest word of scope before it."""
    best, place = None, -1
    for name, pattern in _SCOPES:
        for match in pattern.finditer(near):
            if match.start() > place:
                best, place = name, match.start()
    return best
