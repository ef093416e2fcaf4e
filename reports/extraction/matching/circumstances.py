"""Period, status and scope of a figure (时期、状态、范围) from the words of its clause, sentence and chapter."""

from __future__ import annotations

import re

from reports.extraction.matching.clauses import Clause
from reports.extraction.matching.timing import When
from reports.extraction.matching.vocabulary import bare
from reports.extraction.records import IndicatorSpec, MetricStatus, Period, SectionKind

_MONTHLY = re.compile(
    r"每人?每?月|月(?:保障|供养|人均|最低|发放|养育)*(?:标准|线)|人[·/]?月|月人均|人均月|月补[差助]|月均|每月|/月"
)
_PER_MONTH = re.compile(r"月")
_A_YEARS = 2600
"""In yuan: monthly standards for orphans in care reach this, yearly ones for the country begin above it."""
_MONTHS = re.compile(r"[每按]月|月标准")
_OF_AN_AGE = re.compile(r"岁(?:及?以上|老人|老年人|的|每人|为|发放|标准)*$")
"""An allowance by age: 80-89岁50元, 百岁以上老人每人500元."""
_PART = re.compile(
    # Begins with a plain set of characters, which the search can skip to.
    r"[上下一二三四1-4疫期前截](?:(?<=[上下])半年|(?<=[一二三四1-4])季度|(?<=1)(?<!\d1)月?[-~至](?:[2-9]|1[01])月|"
    r"(?<=疫)情(?!影响|冲击|原因|等因素)|(?<=期)(?<!十[二三四五]五期)(?<!报告期)(?<!普法期)间|(?<=前)[三3]季度|"
    r"(?<=[一1])至(?:[二三四五六七八九十]|十一)月|(?<=一)月至|(?<=截)至[1-9一二三四五六七八九十]{1,2}月(?!底|末|\d)|"
    r"(?<=前)[一二三四五六七八九十\d]{1,2}个月)"
)
_PART_HINT = re.compile(r"半年|季度|月|疫情|期间")
"""Without one of these plain words `_PART` needn't be looked for; so too the hints of `_SINCE`, `_AIM` and `_PLAN`."""
_MULTI = re.compile(
    r"近[两二三四五六七八九十\d]+年|[一二三四五六七八九]五普法(?:期间|时期|以来)|[两二三四五六七八九十\d]+年来(?!,?\x00)|近年来|近几年|多年来|连续(?:[两二三四五六七八九十\d]+)年(?!未|不|没|无)|十[二三四五]五(?!开局|规划开局)(?:期间|时期|以来)|"
    r"(?:19|20)\d\d年?(?:-|~|至|到)(?:19|20)?\d\d年?(?!度?国)|(?<!连续)两年|三年[间内]|五年[间内]"
)
_MULTI_HINT = re.compile(r"年|五")
_ONE_YEAR = re.compile(r"(?:一年来|近一年)")
_SINCE = re.compile(
    r"十[二三四五]五[”]?以来|自?(?P<year>(?:19|20)\d\d)年?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:[^,;]{0,10})?(?:以来(?!(?!累计|共)[^,;\d]{1,8}的)|起|至今|开始)|成立以来|启动以来|开展以来|运行以来|实施以来|建立以来|历史|历年|至今|开通以来|上线以来|施行以来|设立以来|试点以来"
)
_SINCE_HINT = re.compile(r"以来|起|至今|开始|历史|历年")
_NOW = re.compile(r"(?<!截至)(?<!截止)(?<!截止到)(?<!截至到)(?<!至)目前")
_STATE_RATE = re.compile(r"现有|在册|截至|截止|目前|年末|年底")
_HOLD = re.compile(
    r"现有|现行|共有|在保|缺口|关注|粉丝|户籍|[内下]设|在册|在岗|拥有|现存|建有|设有|实有|持有|享受|持证|下辖|辖|运营(?!补|奖|经费)|区划[为有]|[仅仍还]有|只有|没有|尚有|编制"
)
_REGION, _ALL_OF_THEM = (
    re.compile(r"(?:全[省市县区州旗盟]|辖区内?|我[省市县区州旗])$"),
    re.compile(r"[^,]{2,12}?(?:已?全部|均已|都已)"),
)
"""全区8个社工站已全部…: what is said of all of a region's things counts those that there are."""
_PLAN = re.compile(
    r"确保|力争|预计|力求|下一步|明年|(?<!结转)下年|(?<!\d)到20\d\d年(?:底|末)?(?=[^,]{0,12}(?:达|实现|完成|建|不低))|"
    r"计划(?:新|完成|建|投|在|于|到|实施|开展|举办|安排|用)|拟(?:废止|保留|新|建|修改|投|开展|于|在)|建议(?:废止|修改|修订|取消|宣布)|"
    r"计划[\u4e00-\u9fff]{1,6}$|将(?:新|投|建|于|在|实现|完成|达|力)"
)
_PLAN_HINT = re.compile(r"确保|力争|预计|力求|下一步|明年|下年|到20|计划|拟|建议|将")
_TASK = re.compile(
    r"^(?!.*(?:完成|细化|分解|明确|梳理|列出|制定|承担|交办|落实|部署|安排))[^,]{0,20}任务(?:数)?(?:为)?$|(?:年度|全年|目标|计划)任务(?:数)?(?:为)?$|[月年]底前(?:完成|实现)?$|拟(?:提高|调整)[^,]{0,10}$|措施:[^。;]{0,40}$"
)
_TASK_HINT = re.compile(r"任务|底前|拟|措施")
_AIM = re.compile(
    r"(?:我们|我局|本局|我市|我县|我区)(?:将(?![\d\x02])|计划|拟)|力争|争取(?=[^,]{0,12}(?:达|到|实现|完成|提高))|力求|(?<!为)明年|下一步"
)
_AIM_HINT = re.compile(r"将|计划|拟|力争|争取|力求|明年|下一步")
_PER_HEAD = re.compile(r"每人每|每人$|每月|标准(?:为|由|从|提高|达)")
_LASTS = re.compile(r"开展|举办|培训|为期|历时|时长|累计|服务")
_GIVEN_YEARS = re.compile(r"给予|期限|有效期|期为|限期")
_CHANGED = re.compile(
    r"压[缩减]|缩短|登记|失业|(?:增长|增幅|涨幅|提高|提标|上涨|提升|上浮|增加|上调|下调|精简|压减)[了约近为达]?$"
)
_BOUNDED = re.compile(r"以内|以下|的?(?:奖励|一次性)")
_HELD = re.compile(r"在册|现有|享受|共有|登记|在保|现")
_STANDARD = re.compile(
    r"标准|不低于|不少于|不超过|不高于|以内|奖励|限额|额度|上限|权限|保底|最低(?!生活保障)|最高|每人每[月年]|起付|封顶|时限|期限|承诺(?!制)|缩短[到至]|压缩[到至]|"
    r"给予[^,;]{0,12}(?:奖励|补贴|补助)"
)
_PAID_REGULARLY = re.compile(r"每[月年][为向给][^,;]{2,60}?发放[^,;\d]{0,12}(?:\d[\d.]*元[、和]?){0,4}$")
_ON_AVERAGE = re.compile(
    r"平均[^,]{0,8}水平[为达]?$|(?:[人户次]均|人均月?)(?:补[差助]|救助|支出|补助水平|救助水平)[为达]?$"
)
"""What was paid on the average is a result, not a parameter."""
_REPEATED = re.compile(r"每(?:个)?(?:季度?|半年|月|周|日|天)(?!结|报)|[月日周]均")
_THIS_YEAR = re.compile(r"今年|本年|全年|年内|当年")
_GIVING = re.compile(
    r"惠及|共?纳入|受益|培训|发放(?!对象)|配备|购置|采购|聘请|聘任|聘用|选聘|增聘|招聘|招录|增配|新聘|配发|配置|添置|新配|加配|添配|新购|续聘|续签|(?:^|[^整简增升降改分均别各数量额率])(?:向|为|给)$|^(?:向|为|给)"
)
_GIVEN_TO = re.compile(r"[向为给对](?:全[省市县区州旗]|辖区内?|我[市县区])?(?:的|近|约)?$")
_EPIDEMIC = re.compile(r"防疫|抗疫|疫情(?!影响|冲击|原因|等因素)")
_IN_HAND = re.compile(r"现有|结余|余额|缺口|净资产")
_COVERAGE = re.compile(r"(?:覆盖率|保障面)[^,]{0,4}(?:为|达到?|超过|在)?$|老龄化率")
_SHARE_OF_STOCK = re.compile(r"占比|每万|每千")
_OF_THE_HELD = re.compile(r"(?:供养|入住|持证|领证|老龄化)率[^,]{0,4}$")
"""A rate that tells something of those in hand stands at the time at which they are counted (现有…人,…,持证率…)."""
_WHOLE = re.compile(r"总(?:户数|人数|数|量)(?:为|达|由[^,]{0,8})?$")
_THINGS_SAID = frozenset(("项", "个", "件", "条"))
_THINGS = frozenset(("人", "户", "家", "个", "所", "张", "处", "支", "间", "座", "项", "名", "辆", "台"))
_DOING = re.compile(
    r"对(?!象)|[将把被]|新|增|建成|开展|完成|举办|(?<!社会)(?<!党)(?<!慈善)(?<!公益)组织|发放|培训(?!基地|中心|机构)|检查|抽查|整治|整改|"
    r"拆|迁|救助(?!站|管理站|机构|对象)|帮|慰问|走访|(?<![公民])办(?!公|学)|审(?!批)|查|调(?!解[室员])|解(?!室)|参加|参与|配|聘|评|选|推|打造|创|"
    r"登记成立|注销|撤|取缔|约谈|列入|纳入|移|清|培育|孵化(?!基地|中心)|指导|服务(?!中心|站|点|设施|机构|组织|队|团队|平台|网点|对象|场所|人员)|"
    r"惠及|受益|设置|设立|(?<![内下])设(?!施|备)|安装|改造|更换|提|签|出|发现|排|接|收(?!养)|通过|获|招|录|派(?!出所)|深入|联合|涉及|覆盖|随机|达|按|共有?$|"
    r"合计|应检|应参|应年|修订|完善|制定|关停|隐患|不予|合格|应报|恢复|重建|修缮|公示|保留|取消|净|脱钩|减少|增加|多$|少$|"
    r"资助|压[缩减]|警告|发布|公布|奖励|表彰|处罚|刊发|刊登|播[放出]|编[制印写]|印[发制]|制作|制发|购[买置]|采购|捐|募|筹|拨|给予|代缴|赠|邀请|"
    r"引[进入]|入驻|吸纳|带动|结对|答复|回复|看望|巡查|督[查促]|督导(?!员)|解决|消除|吊销|处[置理]|征集|采集|归集|归档|鉴定|认定|授予|颁发|起草|修[复建]|扩建|"
    r"送达|下[达发拨]|追|挽回|节[约省]|减免|免除|减负|优化|曝光|通报|参保|开设|开通|上线|转[办介送]|报[送备考名]|变更|核准|送养|讨论|审议|论证|梳理|推行|归还|建立|实施|停[发止保]|参[学训会赛]|"
    r"张贴|悬挂|粘贴|派[出发遣驻往]|抽调|投放|摆放|布设|搭建|铺设|栽植|种植|粉刷|维修|更新|腾退|倒塌|损[坏毁]|受损|转移|疏散|转运|护送|劝[返退阻导离]|促成|"
    r"签约|揭牌|挂牌|授牌|宣讲|授课|讲授|演练|演出|展演|巡演|展出|汇总|录入|上传|移交|承接|承担|整合|拓展|探视|探访|巡访|家访|代理|安葬|推选|选举产生|"
    r"绘制|拍摄|录制|撰写|采写|投稿|登载|转载|入葬|收缴|没收|查封|封存|扣[押留]|设计|研[究发制]|细化|分解|列出|核[减增退](?![到至为])|清退|[调劝][入出进减退]|停发|退[出保]|辞退|解聘|暂停|认证|升级|申[请报]|审批|比对|复[核审]|死亡|竣工|完工|开工|动工|落成|封顶"
)


# No groups: the search is fast only where every alternative begins with a plain character.
_SCOPE = re.compile(
    r"市本级|市直|市级|县本级|区本级|县直|区直|全[省市县区州旗盟]|我[省市县区州旗](?!民政局)|辖区|我局|本局|全局|局机关|县局|市局|区局"
)
_SCOPES = {
    "city": ("市本级", "市直", "市级"),
    "county": ("县本级", "区本级", "县直", "区直"),
    "bureau": ("我局", "本局", "全局", "局机关", "县局", "市局", "区局"),
}
_SCOPE_OF = {word: scope for scope, words in _SCOPES.items() for word in words}


def period_of(clause: Clause, spec: IndicatorSpec | None, when: When) -> Period:
    """The time the value covers; the clause's own words come before what the sentence began with."""
    quantity, own = clause.quantity, clause.before
    if quantity.unit == "元" and "年" in quantity.per and "月" not in quantity.per:
        return Period.YEAR
    if quantity.unit == "元" and (
        _MONTHLY.search(clause.own) or _PER_MONTH.search(quantity.per) or when.paired is Period.RECURRING
    ):
        return Period.RECURRING
    if quantity.unit == "元" and "岁" in own and _OF_AN_AGE.search(own) and _MONTHS.search(when.near):
        return Period.RECURRING
    if quantity.unit == "元" and own.endswith("每人") and "每月" in when.near:
        return Period.RECURRING
    if quantity.unit == "元" and "标准" in own and "每月" in when.near and "每年" not in when.near:
        return Period.RECURRING
    if _REPEATED.search(own) or (when.paired is Period.RECURRING and quantity.unit == "元"):
        return Period.RECURRING
    if quantity.unit == "年":
        return Period.MULTI_YEAR if quantity.value > 1 else Period.YEAR
    kind = spec.kind if spec else ""
    if kind == "standard":
        return Period.RECURRING if spec is not None and _is_monthly(clause, spec, when) else Period.YEAR
    if when.planned:
        return Period.MULTI_YEAR if _MULTI.search(when.near) or "以来" in when.near else Period.YEAR
    if kind == "" and when.listed is not None:
        return when.listed
    if when.breakdown is not None and not _THIS_YEAR.search(own):
        return when.breakdown
    return _spanned(clause, kind, when) or _by_kind(clause, spec, kind, when)


def _is_monthly(clause: Clause, spec: IndicatorSpec, when: When) -> bool:
    """A standard of living for which no span is printed is a month's, unless it is as high as a year's."""
    if clause.quantity.unit != "元" or not spec.name_zh.endswith("标准"):
        return False
    return clause.quantity.value < _A_YEARS and "年" not in clause.own and "每年" not in when.near


def _spanned(clause: Clause, kind: str, when: When) -> Period | None:
    """A period other than the year that the clause or the sentence before it names."""
    own, near = clause.before, when.near
    if kind == "stock" and (("目前" in near and _NOW.search(near)) or not _flows(clause)):
        begun = "累计" in own and _SINCE.search(near) and "建" in own
        return Period.CUMULATIVE if begun else Period.POINT
    if "累计" in own and when.year_follows:
        return Period.MULTI_YEAR if _MULTI.search(near) else Period.CUMULATIVE
    if _THIS_YEAR.search(own):
        return Period.YEAR
    if kind == "" and quantity_is_count(clause) and (_HOLD.search(own) or is_state(clause)):
        return None
    since = _SINCE_HINT.search(near) and _SINCE.search(near)
    if (
        since
        and "累计" in near
        and (since["year"] is None or when.year is None or int(since["year"]) < when.year)
    ):
        return Period.CUMULATIVE
    if _PART_HINT.search(near) and _PART.search(near):
        return Period.PART
    if _EPIDEMIC.search(when.segment):
        return Period.PART
    opening = when.opening + "\x02" + own
    if _MULTI_HINT.search(opening) and _MULTI.search(opening) and not _ONE_YEAR.search(opening):
        return Period.MULTI_YEAR
    if since and since["year"] and when.year and int(since["year"]) < when.year:
        return Period.MULTI_YEAR
    return None


def _by_kind(clause: Clause, spec: IndicatorSpec | None, kind: str, when: When) -> Period:
    if kind == "stock":
        return when.default
    if kind == "rate":
        stocked = spec is not None and _SHARE_OF_STOCK.search(spec.name_zh)
        return Period.POINT if stocked or _STATE_RATE.search(when.segment) else when.default
    own = clause.before or "".join(clause.quantity.names[:2])
    if _OF_THE_HELD.search(own) and _STATE_RATE.search(when.near):
        return Period.POINT
    held = quantity_is_count(clause) and _HOLD.search(own)
    if kind == "" and (held or _NOW.search(own) or is_state(clause)):
        return Period.POINT
    if kind == "" and _REGION.search(own) and _ALL_OF_THEM.match(clause.after):
        return Period.POINT
    if kind == "" and not when.troubled and _COVERAGE.search(own):
        return Period.POINT
    return when.default


def quantity_is_count(clause: Clause) -> bool:
    """A number of people or things, not a percentage or an amount."""
    return clause.quantity.unit not in ("%", "元") or _IN_HAND.search(clause.before) is not None


def goes_on(clause: Clause) -> bool:
    """A bare noun that says neither what was done nor what is held: it goes on with the clause before."""
    own = clause.before
    return (
        clause.quantity.unit not in ("%", "元")
        and not _HOLD.search(own)
        and "每" not in own
        and is_state(clause)
    )


def is_state(clause: Clause) -> bool:
    """A number of people or things that stands after its noun, without any verb of doing."""
    # The row of a table names what its cells count.
    if clause.quantity.column == "growth":
        return False
    before = clause.before or (bare(clause.quantity.names[0]) if clause.quantity.names else "")
    if clause.quantity.unit not in _THINGS or not before:
        return False
    if _WHOLE.search(before):
        return True
    if clause.after:
        return False
    if clause.led and _DOING.search(clause.led):
        return False
    return not _DOING.search(before) and before[-1] not in "对为向给在的等"


def _flows(clause: Clause) -> bool:
    """A stock indicator's name with a verb of doing: 向X人发放, 惠及X人, 共纳入X户, 配备X台."""
    before = clause.before
    if _HELD.search(before + clause.after[:6]):
        return False
    if _GIVING.search(before):
        return True
    lent = clause.previous is not None and not before and _GIVING.search(clause.previous.before)
    if lent or _is_thing_given(clause):
        return True
    return "发放" in clause.after and _GIVEN_TO.search(before) is not None


def _is_thing_given(clause: Clause) -> bool:
    """In a list of things bought or given out (配备车辆1辆、记录仪10台), whatever their order."""
    head = clause
    while head.listed and head.previous is not None:
        head = head.previous
    return head is not clause and _GIVING.search(head.before) is not None


def status_of(
    clause: Clause, spec: IndicatorSpec | None, kind: SectionKind | None, near: str
) -> MetricStatus:
    """Done, a parameter of a policy, or a target."""
    if _TASK_HINT.search(clause.before) and _TASK.search(clause.before):
        return MetricStatus.PLAN
    if (
        kind is SectionKind.PLAN
        or clause.quantity.column == "plan"
        or (_PLAN_HINT.search(near, max(0, len(near) - 24)) and _PLAN.search(near[-24:]))
        or (_AIM_HINT.search(near) and _AIM.search(near))
    ):
        return MetricStatus.PLAN
    if spec is not None:
        return MetricStatus.STANDARD if spec.kind == "standard" else MetricStatus.ACTUAL
    quantity, before = clause.quantity, clause.before
    if quantity.unit == "元" and _is_allowance(before, near):
        return MetricStatus.STANDARD
    if _ON_AVERAGE.search(before[-14:]) and (quantity.per or quantity.unit == "元"):
        return MetricStatus.ACTUAL
    if quantity.per or _PER_HEAD.search(before[-14:]):
        return MetricStatus.STANDARD
    if quantity.unit in ("工作日", "天", "小时", "分钟") and not _LASTS.search(before):
        return MetricStatus.STANDARD
    if quantity.unit == "年" and _GIVEN_YEARS.search(before):
        return MetricStatus.STANDARD
    if quantity.unit == "%" and _CHANGED.search(before):
        return MetricStatus.ACTUAL
    if before.endswith("标准") and quantity.unit in _THINGS_SAID:
        return MetricStatus.ACTUAL
    if _STANDARD.search(before[-10:]) or _BOUNDED.match(clause.after):
        return MetricStatus.STANDARD
    return MetricStatus.ACTUAL


def _is_allowance(before: str, near: str) -> bool:
    """What everybody of an age or of a kind is paid, month by month."""
    return _PAID_REGULARLY.search(near) is not None or (
        "岁" in before and _OF_AN_AGE.search(before) is not None
    )


def scope_of(near: str) -> str | None:
    """Whom the figure covers: the nearest word of scope before it."""
    words = _SCOPE.findall(near)
    return _SCOPE_OF.get(words[-1], "region") if words else None
