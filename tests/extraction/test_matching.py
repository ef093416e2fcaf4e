"""Which indicator a figure states: sentences as clerks of many bureaus write them, and what each figure counts."""

from __future__ import annotations

import pytest

from reports.extraction.records import MetricStatus, Period, SectionKind
from tests.extraction.reading import figure, figures

ACTUAL, STANDARD, PLAN = MetricStatus.ACTUAL, MetricStatus.STANDARD, MetricStatus.PLAN
YEAR, POINT, PART = Period.YEAR, Period.POINT, Period.PART
CUMULATIVE, MULTI_YEAR, RECURRING = Period.CUMULATIVE, Period.MULTI_YEAR, Period.RECURRING

# One sentence a line; after it each figure that matters with its indicator, None where the catalogue has none.
SENTENCES: list[tuple[str, list[tuple[str, str | None]]]] = [
    (
        "全年共办理婚姻登记8642对，其中结婚登记4210对，离婚登记1835对，补发婚姻登记证2597对。",
        [
            ("8642对", "marriage.total_registrations"),
            ("4210对", "marriage.registrations"),
            ("1835对", "marriage.divorces"),
            ("2597对", "marriage.certificate_reissues"),
        ],
    ),
    (
        "依法办理内地居民结婚登记2318对、离婚登记964对、补领婚姻登记证1207对，婚姻登记合格率100%。",
        [
            ("2318对", "marriage.registrations"),
            ("964对", "marriage.divorces"),
            ("1207对", "marriage.certificate_reissues"),
            ("100%", None),
        ],
    ),
    (
        "办理“跨省通办”婚姻登记136对，开展婚前辅导和离婚调解612人次。",
        [
            ("136对", "marriage.cross_region_registrations"),
            ("612人次", "marriage.counselling"),
        ],
    ),
    (
        "截至12月底，全县共有城乡低保对象8921户14503人，累计发放低保金6218.5万元。",
        [
            ("8921户", "assistance.dibao_households"),
            ("14503人", "assistance.dibao_persons"),
            ("6218.5万元", "assistance.dibao_funds"),
        ],
    ),
    (
        "城市低保标准提高到每人每月785元，农村低保标准提高到每人每年6600元。",
        [
            ("785元", "assistance.urban_dibao_standard"),
            ("6600元", "assistance.rural_dibao_standard"),
        ],
    ),
    (
        "城乡低保标准由每人每月960元提高至1005元。",
        [
            ("960元", None),
            ("1005元", "assistance.urban_dibao_standard"),
        ],
    ),
    (
        "城镇和农村低保保障标准分别提高到706元/人·月和5580元/人·年。",
        [
            ("706元/人·月", "assistance.urban_dibao_standard"),
            ("5580元/人·年", "assistance.rural_dibao_standard"),
        ],
    ),
    (
        "全市现有特困供养人员3214人，其中集中供养868人，累计发放特困供养资金3421万元。",
        [
            ("3214人", "assistance.tekun_persons"),
            ("868人", None),
            ("3421万元", "assistance.tekun_funds"),
        ],
    ),
    (
        "今年以来，新增低保对象412户687人，停发低保298户455人。",
        [
            ("687人", "assistance.dibao_added_persons"),
            ("455人", "assistance.dibao_exited_persons"),
        ],
    ),
    (
        "实施临时救助1863户次，发放临时救助资金318.6万元。",
        [
            ("1863户次", "assistance.temporary_persons"),
            ("318.6万元", "assistance.temporary_funds"),
        ],
    ),
    (
        "乡镇（街道）临时救助审批权限由1000元提高到3000元。",
        [
            ("1000元", None),
            ("3000元", "assistance.temporary_township_limit"),
        ],
    ),
    (
        "救助站全年救助流浪乞讨人员426人次，护送返乡78人次，帮助12名滞留人员落户安置，寻亲成功5人。",
        [
            ("426人次", "assistance.vagrants_helped"),
            ("78人次", "assistance.vagrants_returned_home"),
            ("12名", "assistance.vagrants_settled"),
        ],
    ),
    (
        "累计核对居民家庭经济状况2.6万户次。",
        [
            ("2.6万户次", "assistance.verification_cases"),
        ],
    ),
    (
        "发放价格临时补贴236.4万元，惠及困难群众5.2万人次。",
        [
            ("236.4万元", "assistance.price_subsidy_funds"),
            ("5.2万人次", None),
        ],
    ),
    (
        "全区在册孤儿41名、事实无人抚养儿童126名、农村留守儿童873名、困境儿童1520名。",
        [
            ("41名", "welfare.orphans"),
            ("126名", "welfare.unattended_children"),
            ("873名", "welfare.left_behind_children"),
            ("1520名", "welfare.difficult_children"),
        ],
    ),
    (
        "机构集中养育孤儿和社会散居孤儿基本生活保障标准分别提高到每人每月1900元和1400元。",
        [
            ("1900元", "welfare.orphan_standard"),
            ("1400元", "welfare.orphan_standard"),
        ],
    ),
    (
        "为4213名困难残疾人发放生活补贴，为5108名重度残疾人发放护理补贴，累计发放两项补贴资金1256万元。",
        [
            ("4213名", "welfare.disability_living_persons"),
            ("5108名", "welfare.disability_nursing_persons"),
            ("1256万元", "welfare.disability_subsidy_funds"),
        ],
    ),
    (
        "全年办理收养登记7例，解除收养登记1例，完成收养评估9户。",
        [
            ("7例", "welfare.adoptions"),
            ("1例", "welfare.adoption_dissolutions"),
            ("9户", "welfare.adoption_assessments"),
        ],
    ),
    (
        "全市共有养老机构86家，养老床位1.2万张，护理型床位占比达62.5%。",
        [
            ("86家", "elderly.institutions"),
            ("1.2万张", "elderly.beds"),
            ("62.5%", "elderly.nursing_bed_rate"),
        ],
    ),
    (
        "建成运营长者食堂38家，完成特殊困难老年人家庭适老化改造460户，完成率115%。",
        [
            ("38家", "elderly.meal_points"),
            ("460户", "elderly.age_friendly_retrofits"),
            ("115%", "elderly.retrofit_completion_rate"),
        ],
    ),
    (
        "新增家庭养老床位200张、认知障碍照护床位60张，新建社区老年食堂15个。",
        [
            ("200张", "elderly.home_beds"),
            ("60张", "elderly.dementia_beds"),
            ("15个", "elderly.meal_points_added"),
        ],
    ),
    (
        "发放高龄津贴2356.8万元，惠及高龄老人2.8万人。",
        [
            ("2356.8万元", "elderly.senior_allowance_funds"),
            ("2.8万人", "elderly.senior_allowance_persons"),
        ],
    ),
    (
        "百岁老人长寿补贴标准提高到每人每月800元。",
        [
            ("800元", "elderly.centenarian_allowance_standard"),
        ],
    ),
    (
        "开展养老护理员培训6期，培训养老护理员520人次，128人取得职业技能等级证书。",
        [
            ("520人次", "elderly.care_workers_trained"),
            ("128人", "elderly.care_workers_certified"),
        ],
    ),
    (
        "完成老年人能力综合评估1320人次，为2150名老年人购买居家养老服务。",
        [
            ("1320人次", "elderly.ability_assessments"),
            ("2150名", "elderly.purchased_service_persons"),
        ],
    ),
    (
        "检查养老机构132家次，发现并督促整改隐患问题216个。",
        [
            ("132家次", "elderly.institutions_inspected"),
            ("216个", "enforcement.problems_rectified"),
        ],
    ),
    (
        "全县登记在册社会组织312个，其中社会团体148个，民办非企业单位163个，基金会1个。",
        [
            ("312个", "social_org.total"),
            ("148个", "social_org.groups"),
            ("163个", "social_org.non_enterprise"),
            ("1个", "social_org.foundations"),
        ],
    ),
    (
        "新登记社会组织18家，变更登记46家，注销登记22家，撤销登记5家。",
        [
            ("18家", "social_org.newly_registered"),
            ("46家", None),
            ("22家", "social_org.deregistered"),
            ("5家", "social_org.revoked"),
        ],
    ),
    (
        "应参加年检社会组织286家，实际参检271家，参检率94.8%，合格258家，合格率95.2%。",
        [
            ("286家", None),
            ("271家", "social_org.inspected"),
            ("94.8%", "social_org.annual_inspection_rate"),
            ("258家", "social_org.annual_inspection_passed"),
            ("95.2%", "social_org.annual_inspection_pass_rate"),
        ],
    ),
    (
        "排查“僵尸型”社会组织16家，清理“僵尸型”社会组织14家。",
        [
            ("16家", "social_org.zombie_found"),
            ("14家", "social_org.zombie_cleared"),
        ],
    ),
    (
        "依法取缔非法社会组织2家，约谈社会组织9家，列入活动异常名录7家。",
        [
            ("2家", "social_org.illegal_banned"),
            ("9家", "social_org.rectified"),
            ("7家", "social_org.abnormal_listed"),
        ],
    ),
    (
        "对12家社会组织开展财务审计，指导23家社会组织换届。",
        [
            ("12家", "social_org.audited"),
            ("23家", "social_org.term_changes"),
        ],
    ),
    (
        "备案社区社会组织1865个，孵化培育社会组织32家，实施公益创投项目24个，资助资金120万元。",
        [
            ("1865个", "social_org.community_filed"),
            ("32家", "social_org.incubated"),
            ("24个", "social_org.venture_projects"),
        ],
    ),
    (
        "3A级以上社会组织56家。",
        [
            ("56家", "social_org.rated_3a_plus"),
        ],
    ),
    (
        "市慈善总会全年募集善款1286万元，慈善支出963.5万元，受益群众3.1万人次。",
        [
            ("1286万元", "charity.donations"),
            ("963.5万元", "charity.expenditure"),
            ("3.1万人次", "charity.beneficiaries"),
        ],
    ),
    (
        "设立慈善信托3单，信托资金规模达1500万元。",
        [
            ("3单", "charity.trusts"),
            ("1500万元", "charity.trust_amount"),
        ],
    ),
    (
        "全年销售福利彩票1.36亿元，筹集公益金4012万元。",
        [
            ("1.36亿元", "charity.lottery_sales"),
            ("4012万元", "charity.lottery_funds"),
        ],
    ),
    (
        "全县持证社会工作者426人，注册志愿者8.6万人，志愿服务队伍512支。",
        [
            ("426人", "social_work.certified_persons"),
            ("8.6万人", "social_work.volunteers"),
            ("512支", "social_work.volunteer_teams"),
        ],
    ),
    (
        "组织326人参加全国社会工作者职业资格考试，通过92人。",
        [
            ("326人", "social_work.exam_takers"),
            ("92人", "social_work.exam_passed"),
        ],
    ),
    (
        "全县共有186个行政村、34个城市社区，社区工作者528名。",
        [
            ("186个", "community.village_committees"),
            ("34个", "community.resident_committees"),
            ("528名", "community.workers"),
        ],
    ),
    (
        "命名道路12条，设置地名标志86块，完成3条县级界线联检任务。",
        [
            ("12条", "place.places_named"),
            ("86块", "place.signs"),
            ("3条", "place.boundary_inspections"),
        ],
    ),
    (
        "火化遗体3216具，火化率100%，减免基本殡葬服务费用286.3万元，惠及2108户。",
        [
            ("3216具", "funeral.cremations"),
            ("100%", "funeral.cremation_rate"),
            ("286.3万元", "funeral.benefit_funds"),
            ("2108户", "funeral.benefit_households"),
        ],
    ),
    (
        "全年实施节地生态安葬126例，办理身后“一件事”1052件。",
        [
            ("126例", "funeral.eco_burials"),
            ("1052件", "funeral.joint_after_death"),
        ],
    ),
    (
        "全市现有殡仪馆3家、公墓42处。",
        [
            ("3家", "funeral.funeral_homes"),
            ("42处", "funeral.cemeteries"),
        ],
    ),
    (
        "拆除违建墓36座，整治硬化大墓118座，迁移散坟260座。",
        [
            ("36座", "funeral.illegal_tombs_removed"),
            ("118座", "funeral.illegal_tombs_rectified"),
            ("260座", "funeral.scattered_graves_cleared"),
        ],
    ),
    (
        "政务服务事项76项，其中行政权力事项51项、公共服务事项25项，全部进驻政务服务大厅。",
        [
            ("76项", "services.items"),
            ("51项", "services.admin_power_items"),
            ("25项", "services.public_service_items"),
        ],
    ),
    (
        "受理政务服务办件3216件，网办率98.5%，群众满意率100%。",
        [
            ("3216件", "services.cases_handled"),
            ("98.5%", "services.online_rate"),
            ("100%", "services.satisfaction_rate"),
        ],
    ),
    (
        "社会组织成立登记由法定60个工作日压缩至10个工作日办结。",
        [
            ("60个工作日", None),
            ("10个工作日", "services.committed_days"),
        ],
    ),
    (
        "开展“双随机、一公开”抽查86家次，专项检查12次，联合执法8次，出动执法人员265人次、车辆63台次。",
        [
            ("86家次", "enforcement.double_random_checks"),
            ("12次", "enforcement.special_checks"),
            ("8次", "enforcement.joint_operations"),
            ("265人次", "enforcement.personnel_dispatched"),
            ("63台次", "enforcement.vehicles_dispatched"),
        ],
    ),
    (
        "全年实施行政检查326次，作出行政许可决定145件，行政处罚6件，罚款金额2.4万元。",
        [
            ("326次", "enforcement.checks"),
            ("145件", "enforcement.licences"),
            ("6件", "enforcement.penalties"),
            ("2.4万元", "enforcement.penalty_amount"),
        ],
    ),
    (
        "我局现有行政执法人员23名，其中持有行政执法证18名，取得法律职业资格2名。",
        [
            ("23名", "enforcement.officers"),
            ("18名", "enforcement.certified_officers"),
            ("2名", "enforcement.legal_qualification_staff"),
        ],
    ),
    (
        "评查行政处罚案卷12卷，法制审核重大执法决定9件。",
        [
            ("12卷", "enforcement.case_files_reviewed"),
            ("9件", "decision.legality_reviews"),
        ],
    ),
    (
        "全年制定行政规范性文件3件，清理规范性文件26件，其中继续有效19件，修改3件，废止4件。",
        [
            ("3件", "decision.normative_docs_issued"),
            ("26件", "decision.normative_docs_reviewed"),
            ("19件", "decision.normative_docs_retained"),
            ("4件", "decision.normative_docs_repealed"),
        ],
    ),
    (
        "聘请法律顾问2名，审查合同56份，开展公平竞争审查11件，合法性审查28件。",
        [
            ("2名", "decision.legal_advisers"),
            ("56份", "decision.contract_reviews"),
            ("11件", "decision.fair_competition_reviews"),
            ("28件", "decision.legality_reviews"),
        ],
    ),
    (
        "列入重大行政决策事项目录2项。",
        [
            ("2项", "decision.major_items"),
        ],
    ),
    (
        "全年主动公开政府信息862条，微信公众号推送信息325条，受理依申请公开13件。",
        [
            ("862条", "oversight.disclosures"),
            ("325条", "oversight.new_media_posts"),
            ("13件", "oversight.disclosure_requests"),
        ],
    ),
    (
        "办理人大代表建议16件、政协提案21件，办结率、满意率均为100%。",
        [
            ("16件", "oversight.npc_proposals"),
            ("21件", "oversight.cppcc_proposals"),
            ("100%", "oversight.proposal_completion_rate"),
            ("100%", "oversight.proposal_satisfaction_rate"),
        ],
    ),
    (
        "承办人大代表建议和政协提案共34件，满意率100%。",
        [
            ("34件", "oversight.proposals"),
            ("100%", "oversight.proposal_satisfaction_rate"),
        ],
    ),
    (
        "办理12345热线工单1268件，按时办结率99.8%，局长信箱来信86件。",
        [
            ("1268件", "oversight.hotline_questions"),
            ("99.8%", "oversight.question_resolution_rate"),
            ("86件", "oversight.online_questions"),
        ],
    ),
    (
        "受理信访事项126件，化解信访积案8件。",
        [
            ("126件", "dispute.petitions_received"),
            ("8件", "dispute.petitions_resolved"),
        ],
    ),
    (
        "全年发生行政复议案件2件、行政诉讼案件1件，无败诉案件，行政机关负责人出庭应诉率100%。",
        [
            ("2件", "dispute.reconsiderations"),
            ("1件", "dispute.lawsuits"),
            ("无", "dispute.lawsuits_lost"),
            ("100%", "dispute.court_appearance_rate"),
        ],
    ),
    (
        "全年未发生行政复议和行政诉讼案件。",
        [
            ("未发生", "dispute.reconsiderations"),
            ("未发生", "dispute.lawsuits"),
        ],
    ),
    (
        "调解婚姻家庭纠纷286起，调解成功173起，调解成功率60.5%。",
        [
            ("286起", "dispute.mediation_cases"),
            ("173起", "dispute.mediation_success"),
            ("60.5%", "dispute.mediation_success_rate"),
        ],
    ),
    (
        "局党组会议专题学习习近平法治思想6次，党组理论学习中心组集中学法4次，局务会会前学法12次。",
        [
            ("6次", "legal_study.party_group_sessions"),
            ("12次", "legal_study.executive_meeting_sessions"),
        ],
    ),
    (
        "举办法治专题培训班3期，培训执法人员186人次。",
        [
            ("3期", "legal_study.training_sessions"),
            ("186人次", "legal_study.trained_persons"),
        ],
    ),
    (
        "组织68名干部参加学法用法考试，参考率100%，合格率98.5%。",
        [
            ("68名", "legal_study.exam_participants"),
            ("100%", "legal_study.exam_attendance_rate"),
            ("98.5%", "legal_study.exam_pass_rate"),
        ],
    ),
    (
        "开展法治宣传活动36场次，发放宣传资料1.2万余份，接受群众咨询2300余人次。",
        [
            ("36场次", "legal_study.publicity_events"),
            ("1.2万余份", "legal_study.materials_distributed"),
            ("2300余人次", "legal_study.audience"),
        ],
    ),
    (
        "发放《民法典》读本500册，制作普法节目6期。",
        [
            ("500册", "legal_study.law_books_distributed"),
            ("6期", "legal_study.media_programs"),
        ],
    ),
    (
        "结婚登记同比下降12.3%，离婚登记同比增加56对。",
        [
            ("12.3%", None),
            ("56对", None),
        ],
    ),
    (
        "2023年1-9月，全市办理结婚登记5120对。",
        [
            ("5120对", "marriage.registrations"),
        ],
    ),
    (
        "近三年来累计拆除活人墓580座。",
        [
            ("580座", "funeral.illegal_tombs_removed"),
        ],
    ),
    (
        "自2019年成立以来累计接收捐赠3260万元。",
        [
            ("3260万元", "charity.donations"),
        ],
    ),
    (
        "力争全年新增养老床位500张，护理型床位占比不低于60%。",
        [
            ("500张", None),
            ("60%", "elderly.nursing_bed_rate"),
        ],
    ),
    (
        "全年零投诉、零事故。",
        [
            ("零", "enforcement.complaints"),
        ],
    ),
    (
        "全系统持有行政执法证件的有46人。",
        [
            ("46人", "enforcement.certified_officers"),
        ],
    ),
    (
        "共发放低保金、特困供养金、临时救助金等各类救助资金1.08亿元。",
        [
            ("1.08亿元", "assistance.total_funds"),
        ],
    ),
    (
        "年内纳入低保边缘家庭213户586人，支出型困难家庭45户。",
        [
            ("213户", "assistance.low_income_households"),
            ("586人", "assistance.low_income_persons"),
            ("45户", None),
        ],
    ),
    (
        "开展未成年人入户走访1200余次，受理未成年人保护个案15件。",
        [
            ("1200余次", "welfare.home_visits"),
            ("15件", "welfare.protection_cases"),
        ],
    ),
    (
        "组织开展“宪法宣传周”“法律进社区”等普法活动18场，受众5600余人次。",
        [
            ("18场", "legal_study.publicity_events"),
            ("5600余人次", "legal_study.audience"),
        ],
    ),
    (
        "召开新闻发布会2场，参加“行风热线”4期，受理群众咨询投诉63件，办结率100%。",
        [
            ("2场", "oversight.press_conferences"),
            ("4期", "oversight.hotline_sessions"),
            ("63件", "oversight.hotline_questions"),
            ("100%", "oversight.question_resolution_rate"),
        ],
    ),
    (
        "公布权责清单事项68项，抽查比例不低于10%。",
        [
            ("68项", "services.power_list_items"),
            ("10%", "enforcement.random_check_ratio"),
        ],
    ),
    (
        "全州养老服务机构达到112个，日间照料中心236个。",
        [
            ("112个", "elderly.institutions"),
            ("236个", "elderly.service_centers"),
        ],
    ),
    (
        "市级救助管理站救助生活无着人员1560人次，甄别核实受助人员身份信息230人次。",
        [
            ("1560人次", "assistance.vagrants_helped"),
            ("230人次", "assistance.vagrants_verified"),
        ],
    ),
    (
        "受理并办结社会组织登记事项132件。",
        [
            ("132件", None),
        ],
    ),
    (
        "为31名离婚当事人提供心理疏导，成功劝和18对。",
        [
            ("18对", "dispute.mediation_success"),
        ],
    ),
    (
        "全县每万人拥有持证社工6.8人。",
        [
            ("6.8人", "social_work.certified_per_10k"),
        ],
    ),
    (
        "一年来，共救助流浪乞讨人员三百二十七人次，护送返乡四十五人次。",
        [
            ("三百二十七人次", "assistance.vagrants_helped"),
            ("四十五人次", "assistance.vagrants_returned_home"),
        ],
    ),
    (
        "全年累计发放低保金壹仟贰佰万元。",
        [
            ("壹仟贰佰万元", "assistance.dibao_funds"),
        ],
    ),
    (
        "先后组织3次党组会、5次局长办公会专题研究法治建设工作。",
        [
            ("3次", "legal_study.party_group_sessions"),
            ("5次", "legal_study.executive_meeting_sessions"),
        ],
    ),
    (
        "对326家社会组织进行了年检，其中合格301家、基本合格19家、不合格6家。",
        [
            ("326家", "social_org.inspected"),
            ("301家", "social_org.annual_inspection_passed"),
            ("19家", None),
            ("6家", None),
        ],
    ),
    (
        "社会组织年检合格率由上年的91.2%提高到95.6%。",
        [
            ("91.2%", None),
            ("95.6%", "social_org.annual_inspection_pass_rate"),
        ],
    ),
    (
        "为全县3.2万名80周岁以上老年人发放高龄津贴1860万元。",
        [
            ("3.2万名", "elderly.senior_allowance_persons"),
            ("1860万元", "elderly.senior_allowance_funds"),
        ],
    ),
    (
        "全区共有低保对象2561户、4013人，特困人员412人，孤儿18人，全年发放各类救助资金5236.7万元。",
        [
            ("2561户", "assistance.dibao_households"),
            ("4013人", "assistance.dibao_persons"),
            ("412人", "assistance.tekun_persons"),
            ("18人", "welfare.orphans"),
            ("5236.7万元", "assistance.total_funds"),
        ],
    ),
    (
        "办理行政复议案件1件，行政诉讼案件0件。",
        [
            ("1件", "dispute.reconsiderations"),
            ("0件", "dispute.lawsuits"),
        ],
    ),
    (
        "全年行政复议、行政诉讼案件为零。",
        [
            ("零", "dispute.reconsiderations"),
            ("零", "dispute.lawsuits"),
        ],
    ),
    (
        "没有发生因行政执法引起的行政复议案件。",
        [
            ("没有", "dispute.reconsiderations"),
        ],
    ),
    (
        "全年未收到行政执法投诉举报。",
        [
            ("未收到", "enforcement.complaints"),
        ],
    ),
    (
        "无行政诉讼败诉案件。",
        [
            ("无", "dispute.lawsuits_lost"),
        ],
    ),
    (
        "参检率、合格率分别为96.3%和98.1%，社会组织年检工作有序推进。",
        [
            ("96.3%", "social_org.annual_inspection_rate"),
            ("98.1%", "social_org.annual_inspection_pass_rate"),
        ],
    ),
    (
        "今年以来开展执法检查42次，检查养老机构28家、殡葬服务机构6家、社会组织65家。",
        [
            ("42次", "enforcement.checks"),
            ("28家", "elderly.institutions_inspected"),
            ("6家", None),
            ("65家", "social_org.checked"),
        ],
    ),
    (
        "市民政局机关有行政执法证人员21人，公职律师1人。",
        [
            ("21人", "enforcement.certified_officers"),
            ("1人", "decision.legal_advisers"),
        ],
    ),
    (
        "社会组织总数达到1268家，较上年增长3.2%。",
        [
            ("1268家", "social_org.total"),
            ("3.2%", None),
        ],
    ),
    (
        "每万名老年人拥有养老床位320张。",
        [
            ("320张", None),
        ],
    ),
    (
        "投入资金1200万元，新建区域性养老服务中心3个、农村幸福院12个。",
        [
            ("1200万元", None),
            ("3个", None),
            ("12个", None),
        ],
    ),
    (
        "2022年全县发放低保金4856万元，2023年发放5120万元。",
        [
            ("4856万元", None),
            ("5120万元", "assistance.dibao_funds"),
        ],
    ),
    (
        "“十四五”以来，累计新增养老床位3200张。",
        [
            ("3200张", None),
        ],
    ),
    (
        "结婚登记4521对，离婚登记1230对，分别比上年下降8.5%和3.1%。",
        [
            ("4521对", "marriage.registrations"),
            ("1230对", "marriage.divorces"),
            ("8.5%", None),
            ("3.1%", None),
        ],
    ),
    (
        "截至目前，全县共有社会组织456个（其中社会团体213个、民办非企业单位241个、基金会2个）。",
        [
            ("456个", "social_org.total"),
            ("213个", "social_org.groups"),
            ("241个", "social_org.non_enterprise"),
            ("2个", "social_org.foundations"),
        ],
    ),
    (
        "将临时救助审批额度提高至当地低保标准的6倍。",
        [
            ("6倍", None),
        ],
    ),
    (
        "审批时限由20个工作日压缩到12个工作日，压缩率达40%。",
        [
            ("20个工作日", None),
            ("12个工作日", "services.committed_days"),
            ("40%", None),
        ],
    ),
    (
        "每季度开展一次联合执法行动。",
        [
            ("一次", None),
        ],
    ),
    (
        "建立健全各项制度15项。",
        [
            ("15项", None),
        ],
    ),
    (
        "全局干部职工126人，其中执法人员32人。",
        [
            ("126人", None),
            ("32人", "enforcement.officers"),
        ],
    ),
    (
        "培育发展社区社会组织2360个，平均每个社区达到8个。",
        [
            ("2360个", "social_org.community_filed"),
            ("8个", None),
        ],
    ),
    (
        "开展“12·4”国家宪法日集中宣传活动1次，悬挂横幅20条，发放宣传资料3000余份，解答群众咨询200余人次。",
        [
            ("1次", "legal_study.publicity_events"),
            ("20条", None),
            ("3000余份", "legal_study.materials_distributed"),
            ("200余人次", "legal_study.audience"),
        ],
    ),
    (
        "全年减免基本殡葬服务费用8.6万人次、5300万元。",
        [
            ("8.6万人次", "funeral.benefit_households"),
            ("5300万元", "funeral.benefit_funds"),
        ],
    ),
    (
        "政务服务事项“网上办”率达100%，“最多跑一次”事项占比98%。",
        [
            ("100%", "services.online_rate"),
            ("98%", None),
        ],
    ),
    (
        "累计归集电子证照2.3万条。",
        [
            ("2.3万条", None),
        ],
    ),
    (
        "全年召开法治建设推进会3次，印发文件12份，签订责任书56份。",
        [
            ("3次", None),
            ("12份", None),
            ("56份", None),
        ],
    ),
    (
        "培训社会组织负责人120人次，发放慰问金36万元，慰问困难群众1200户。",
        [
            ("120人次", None),
            ("36万元", None),
            ("1200户", None),
        ],
    ),
    (
        "组织干部观看警示教育片4场，开展谈心谈话126人次。",
        [
            ("4场", None),
            ("126人次", None),
        ],
    ),
    (
        "撰写信息简报86篇，被省厅采用12篇。",
        [
            ("86篇", None),
            ("12篇", None),
        ],
    ),
    (
        "开展志愿服务2.3万小时，服务群众6.8万人次。",
        [
            ("2.3万小时", None),
            ("6.8万人次", None),
        ],
    ),
    (
        "精简申请材料23份，减少办事环节5个。",
        [
            ("23份", None),
            ("5个", None),
        ],
    ),
    (
        "在全市法治政府考核中得分96.5分。",
        [
            ("96.5分", None),
        ],
    ),
    (
        "收到群众申请2130件，入户核查1865户。",
        [
            ("2130件", None),
            ("1865户", None),
        ],
    ),
    (
        "为困难群众发放口罩5万只、消毒液2000瓶。",
        [
            ("5万只", None),
        ],
    ),
    (
        "出台配套政策文件7个，修订制度4项。",
        [
            ("7个", None),
            ("4项", None),
        ],
    ),
    (
        "社会救助资金监管专项检查发现问题线索12条，追回资金8.6万元。",
        [
            ("12条", None),
            ("8.6万元", None),
        ],
    ),
    (
        "争取中央和省级资金2.3亿元，本级配套4600万元。",
        [
            ("2.3亿元", None),
            ("4600万元", None),
        ],
    ),
    (
        "招聘社会救助协理员45名，村级儿童主任186名。",
        [
            ("45名", None),
            ("186名", None),
        ],
    ),
    (
        "全区60岁以上老年人8.9万人，占总人口的23.6%。",
        [
            ("8.9万人", None),
            ("23.6%", None),
        ],
    ),
    (
        "村（社区）“两委”换届顺利完成，368个村依法选举产生新一届村委会。",
        [
            ("368个", None),
        ],
    ),
    (
        "开展法律援助咨询53人次，受理法律援助案件12件。",
        [
            ("53人次", None),
            ("12件", None),
        ],
    ),
    (
        "培育“法律明白人”426名，创建民主法治示范村15个。",
        [
            ("426名", None),
            ("15个", "community.demonstration_communities"),
        ],
    ),
    (
        "社会救助信息系统录入数据3.6万条。",
        [
            ("3.6万条", None),
        ],
    ),
    (
        "开展消防演练24场次，参与1200余人次。",
        [
            ("24场次", None),
            ("1200余人次", None),
        ],
    ),
    (
        "发放残疾人辅具326件。",
        [
            ("326件", None),
        ],
    ),
    (
        "为86名困境儿童发放助学金25.8万元。",
        [
            ("86名", None),
            ("25.8万元", None),
        ],
    ),
    (
        "慈善助学项目资助学生326人，发放助学金98万元。",
        [
            ("326人", "charity.beneficiaries"),
            ("98万元", "charity.expenditure"),
        ],
    ),
    (
        "开展婚俗改革宣传活动12场，举办集体婚礼2场。",
        [
            ("12场", None),
            ("2场", None),
        ],
    ),
    (
        "全年办理社会组织名称变更、法定代表人变更等登记86件。",
        [
            ("86件", None),
        ],
    ),
    (
        "组织全市民政系统执法人员参加线上培训，参训率100%。",
        [
            ("100%", None),
        ],
    ),
    (
        "养老机构消防安全达标率100%，等级评定率85%。",
        [
            ("100%", None),
            ("85%", None),
        ],
    ),
    (
        "设立临时救助备用金500万元。",
        [
            ("500万元", None),
        ],
    ),
    (
        "全年支出孤儿、事实无人抚养儿童基本生活费386.2万元。",
        [
            ("386.2万元", "welfare.orphan_funds"),
        ],
    ),
    (
        "为2.1万人次发放困难残疾人生活补贴189万元。",
        [
            ("2.1万人次", "welfare.disability_living_persons"),
            ("189万元", None),
        ],
    ),
    (
        "城乡特困人员基本生活标准提高到每人每月936元。",
        [
            ("936元", None),
        ],
    ),
    (
        "农村特困人员集中供养标准为每人每年9120元。",
        [
            ("9120元", None),
        ],
    ),
    (
        "重度残疾人护理补贴标准由每人每月80元提高到90元。",
        [
            ("80元", None),
            ("90元", None),
        ],
    ),
    (
        "全省民政系统共有行政执法人员1260人，持证率98.6%。",
        [
            ("1260人", "enforcement.officers"),
            ("98.6%", None),
        ],
    ),
    (
        "机关干部参加旁听庭审2次36人次。",
        [
            ("2次", None),
            ("36人次", None),
        ],
    ),
    (
        "政府网站公开信息425条，其中政策解读12条。",
        [
            ("425条", "oversight.disclosures"),
            ("12条", None),
        ],
    ),
    (
        "在局门户网站发布各类信息1260条，“两微一端”发布信息860条。",
        [
            ("1260条", "oversight.disclosures"),
            ("860条", "oversight.new_media_posts"),
        ],
    ),
    (
        "答复政协委员提案12件，人大代表建议8件，见面率、满意率均为100%。",
        [
            ("12件", "oversight.cppcc_proposals"),
            ("8件", "oversight.npc_proposals"),
        ],
    ),
    (
        "依法查处违法社会组织案件3件，其中警告1件、撤销登记2件。",
        [
            ("3件", "enforcement.penalties"),
            ("2件", "social_org.revoked"),
        ],
    ),
    (
        "全年未发生一起行政诉讼败诉案件。",
        [
            ("未发生", "dispute.lawsuits_lost"),
        ],
    ),
    (
        "2023年，共有3件行政复议案件，均维持原决定，无行政应诉案件。",
        [
            ("3件", "dispute.reconsiderations"),
            ("无", "dispute.lawsuits"),
        ],
    ),
    (
        "全县养老床位总数达5680张，每千名老人拥有床位36张。",
        [
            ("5680张", "elderly.beds"),
            ("36张", None),
        ],
    ),
    (
        "新建社区日间照料中心6个，改造提升农村敬老院4所。",
        [
            ("6个", None),
            ("4所", None),
        ],
    ),
    (
        "销售福利彩票8653万元，筹集公益金2510万元，资助项目12个。",
        [
            ("8653万元", "charity.lottery_sales"),
            ("2510万元", "charity.lottery_funds"),
            ("12个", None),
        ],
    ),
    (
        "近两年共清理规范地名126条，更换门牌2.6万块。",
        [
            ("126条", None),
            ("2.6万块", "place.signs"),
        ],
    ),
    (
        "办理火化1260具，推行海葬、树葬等生态安葬86例。",
        [
            ("1260具", "funeral.cremations"),
            ("86例", "funeral.eco_burials"),
        ],
    ),
    (
        "受理并调解婚姻家庭矛盾纠纷126件，调解成功率86%。",
        [
            ("126件", "dispute.mediation_cases"),
            ("86%", "dispute.mediation_success_rate"),
        ],
    ),
    (
        "网上政务服务办理率100%，办事群众满意度99.8%。",
        [
            ("99.8%", "services.satisfaction_rate"),
        ],
    ),
    (
        "组织126名干部职工参加法治考试，平均分95.6分，合格率100%。",
        [
            ("126名", "legal_study.exam_participants"),
            ("95.6分", None),
            ("100%", "legal_study.exam_pass_rate"),
        ],
    ),
    (
        "今年以来，全区民政系统共办理婚姻登记业务6235件，其中结婚2856对、离婚1021对、补领证件2358件。",
        [
            ("6235件", "marriage.total_registrations"),
            ("2856对", "marriage.registrations"),
            ("1021对", "marriage.divorces"),
            ("2358件", "marriage.certificate_reissues"),
        ],
    ),
    (
        "全年共为低保对象16.8万人次发放低保金5836万元，为特困人员2.1万人次发放供养金1856万元。",
        [
            ("5836万元", "assistance.dibao_funds"),
            ("1856万元", "assistance.tekun_funds"),
        ],
    ),
    (
        "截至2023年底，全市城市低保对象3526户5210人，农村低保对象21356户36890人。",
        [
            ("3526户", None),
            ("5210人", "assistance.urban_dibao_persons"),
            ("21356户", None),
            ("36890人", "assistance.rural_dibao_persons"),
        ],
    ),
    (
        "全市城乡低保标准统一提高到每人每月1120元，特困人员基本生活标准提高到每人每月1680元。",
        [
            ("1120元", "assistance.urban_dibao_standard"),
            ("1680元", None),
        ],
    ),
    (
        "临时救助困难群众2356人次，发放临时救助金426万元，人均救助水平1808元。",
        [
            ("2356人次", "assistance.temporary_persons"),
            ("426万元", "assistance.temporary_funds"),
            ("1808元", None),
        ],
    ),
    (
        "现有各类养老机构52家，其中公办28家、民办24家，总床位6850张。",
        [
            ("52家", "elderly.institutions"),
            ("28家", None),
            ("24家", None),
            ("6850张", "elderly.beds"),
        ],
    ),
    (
        "建成街道级综合养老服务中心12个、社区日间照料中心86个，实现全覆盖。",
        [
            ("12个", None),
            ("86个", None),
        ],
    ),
    (
        "完成困难老年人家庭适老化改造260户，占年度目标任务的130%。",
        [
            ("260户", "elderly.age_friendly_retrofits"),
            ("130%", "elderly.retrofit_completion_rate"),
        ],
    ),
    (
        "发放80岁以上老年人高龄津贴1.86亿元，惠及老年人12.3万人。",
        [
            ("1.86亿元", "elderly.senior_allowance_funds"),
            ("12.3万人", "elderly.senior_allowance_persons"),
        ],
    ),
    (
        "新成立社会组织36家，注销28家，社会组织总数达到865家。",
        [
            ("36家", "social_org.newly_registered"),
            ("28家", "social_org.deregistered"),
            ("865家", "social_org.total"),
        ],
    ),
    (
        "对86家社会组织开展“双随机、一公开”抽查，发现问题23个，下达整改通知书15份。",
        [
            ("86家", "enforcement.double_random_checks"),
            ("23个", None),
            ("15份", None),
        ],
    ),
    (
        "年检结论合格的286家，基本合格的12家，不合格的5家。",
        [
            ("286家", "social_org.annual_inspection_passed"),
            ("12家", None),
            ("5家", None),
        ],
    ),
    (
        "全年慈善捐赠收入3568万元，支出3120万元，受益困难群众5.6万人次。",
        [
            ("3568万元", "charity.donations"),
            ("3120万元", "charity.expenditure"),
            ("5.6万人次", "charity.beneficiaries"),
        ],
    ),
    (
        "全市建有社工站126个，驻站社工386人，持证社工2356人。",
        [
            ("126个", "social_work.stations"),
            ("386人", "social_work.station_workers"),
            ("2356人", "social_work.certified_persons"),
        ],
    ),
    (
        "规范设置道路、桥梁等地名标志326块，审批命名道路15条。",
        [
            ("326块", "place.signs"),
            ("15条", "place.places_named"),
        ],
    ),
    (
        "全年火化遗体5632具，其中免除基本殡葬费用1865例，减免金额326万元。",
        [
            ("5632具", "funeral.cremations"),
            ("1865例", "funeral.benefit_households"),
            ("326万元", "funeral.benefit_funds"),
        ],
    ),
    (
        "整治“住宅式”墓地68座，拆除违法建设墓地12座。",
        [
            ("12座", "funeral.illegal_tombs_removed"),
        ],
    ),
    (
        "办理行政许可事项236件，办结率100%，群众满意率100%。",
        [
            ("236件", "enforcement.licences"),
            ("100%", None),
        ],
    ),
    (
        "共排查养老机构安全隐患326处，整改完成318处，整改率97.5%。",
        [
            ("326处", None),
            ("318处", "enforcement.problems_rectified"),
            ("97.5%", None),
        ],
    ),
    (
        "全局现有执法人员36人，均取得行政执法证，法律职业资格证持有者4人。",
        [
            ("36人", "enforcement.officers"),
            ("4人", "enforcement.legal_qualification_staff"),
        ],
    ),
    (
        "全年审核规范性文件5件、合同协议38份，出具法律意见书43份。",
        [
            ("5件", "decision.legality_reviews"),
            ("38份", "decision.contract_reviews"),
        ],
    ),
    (
        "清理规范性文件45件，废止8件，宣布失效6件，修改3件。",
        [
            ("45件", "decision.normative_docs_reviewed"),
            ("3件", "decision.normative_docs_amended"),
        ],
    ),
    (
        "发布政务信息1286条，其中微信公众号586条、门户网站700条。",
        [
            ("586条", "oversight.new_media_posts"),
        ],
    ),
    (
        "受理政府信息公开申请16件，按期答复率100%。",
        [
            ("16件", "oversight.disclosure_requests"),
            ("100%", None),
        ],
    ),
    (
        "办理省市县人大代表建议、政协委员提案52件，办复率100%，满意率98%。",
        [
            ("52件", "oversight.proposals"),
            ("100%", "oversight.proposal_completion_rate"),
            ("98%", "oversight.proposal_satisfaction_rate"),
        ],
    ),
    (
        "接待群众来信来访86批次、215人次，办结率100%。",
        [
            ("86批次", "dispute.petitions_received"),
            ("215人次", None),
            ("100%", None),
        ],
    ),
    (
        "全年行政诉讼案件4件，其中胜诉3件，败诉1件；负责人出庭率100%。",
        [
            ("4件", "dispute.lawsuits"),
            ("3件", None),
            ("1件", "dispute.lawsuits_lost"),
            ("100%", "dispute.court_appearance_rate"),
        ],
    ),
    (
        "举办“法治大讲堂”6期，参训干部520人次。",
        [
            ("6期", "legal_study.training_sessions"),
            ("520人次", "legal_study.trained_persons"),
        ],
    ),
    (
        "组织全体干部职工98人参加年度学法考试，参考率、合格率均达100%。",
        [
            ("98人", "legal_study.exam_participants"),
            ("100%", "legal_study.exam_attendance_rate"),
            ("100%", "legal_study.exam_pass_rate"),
        ],
    ),
    (
        "在电视台开设《民政说法》栏目，播出12期。",
        [
            ("12期", "legal_study.media_programs"),
        ],
    ),
    (
        "出动检查人员386人次，检查养老机构156家次，殡葬服务机构12家次。",
        [
            ("386人次", "enforcement.personnel_dispatched"),
            ("156家次", "elderly.institutions_inspected"),
            ("12家次", None),
        ],
    ),
    (
        "撤销社会组织登记3家，吊销登记证书2家。",
        [
            ("3家", "social_org.revoked"),
        ],
    ),
]


@pytest.mark.parametrize(("sentence", "wanted"), SENTENCES)
def test_what_each_figure_counts(sentence: str, wanted: list[tuple[str, str | None]]) -> None:
    read = [(metric.mention, metric.indicator) for metric in figures(sentence)]
    missing = [pair for pair in wanted if read.count(pair) < wanted.count(pair)]
    assert not missing, read


@pytest.mark.parametrize(
    ("sentence", "mention", "period"),
    [
        ("全年办理结婚登记3215对", "3215对", YEAR),
        ("全县现有养老机构31家", "31家", POINT),
        ("截至12月底,全县在册低保对象2310人", "2310人", POINT),
        ("截至目前,办理婚姻登记10698对", "10698对", YEAR),
        ("上半年救助流浪乞讨人员86人次", "86人次", PART),
        ("1-10月,发放低保金3622万元", "3622万元", PART),
        ("1-12月,发放低保金3622万元", "3622万元", YEAR),
        ("疫情期间新增低保316人", "316人", PART),
        ("近三年,开展联合执法95次", "95次", MULTI_YEAR),
        ("连续九年学法考法全员达标", "九年", MULTI_YEAR),
        ("自2019年成立以来累计接收捐赠3260万元", "3260万元", CUMULATIVE),
        ("全年累计发放临时救助金300万元", "300万元", YEAR),
        ("城市低保标准提高到每人每月785元", "785元", RECURRING),
        ("农村低保标准提高到每人每年6600元", "6600元", YEAR),
        ("每季度开展执法检查2次", "2次", RECURRING),
        ("向9764名残疾人发放两项补贴", "9764名", YEAR),
        ("享受高龄津贴2310人", "2310人", POINT),
        ("配备执法记录仪4台", "4台", YEAR),
        ("护理型床位占比58%", "58%", POINT),
        ("乡镇民政专干15名", "15名", POINT),
    ],
)
def test_the_period(sentence: str, mention: str, period: Period) -> None:
    assert figure(sentence, mention).period is period


def test_a_yearly_and_a_cumulative_figure_keep_one_indicator() -> None:
    year, total = figures("“身后一件事”联办2236件,累计联办11771件")
    assert year.indicator == total.indicator == "funeral.joint_after_death"
    assert (year.period, total.period) == (YEAR, CUMULATIVE)


@pytest.mark.parametrize(
    ("sentence", "mention", "status"),
    [
        ("完成适老化改造106户", "106户", ACTUAL),
        ("临时救助审批额度提高到3000元", "3000元", STANDARD),
        ("力争新增养老床位500张,护理型床位占比不低于60%", "60%", PLAN),
        ("确保监管事项覆盖率100%", "100%", PLAN),
        ("计划新建老年食堂15个", "15个", PLAN),
        ("低保标准拟提高至每人每月560元", "560元", PLAN),
        ("制定年度检查计划,检查养老机构64家", "64家", ACTUAL),
        ("占全年任务120户的37.5%", "120户", PLAN),
    ],
)
def test_the_status(sentence: str, mention: str, status: MetricStatus) -> None:
    assert figure(sentence, mention).status is status


def test_a_chapter_of_plans_gives_targets() -> None:
    target = figure("完成400户困难老年人家庭适老化改造", "400户", SectionKind.PLAN)
    assert (target.indicator, target.status, target.period) == ("elderly.age_friendly_retrofits", PLAN, YEAR)


def test_an_earlier_value_has_no_indicator_but_its_period() -> None:
    earlier, later = figures("百岁老人津贴由每人每月300元提高至600元")
    assert earlier.indicator is None
    assert later.indicator == "elderly.centenarian_allowance_standard"
    assert earlier.period is later.period is RECURRING


def test_one_figure_of_several_names_is_read_once_for_each() -> None:
    read = figures("参学率、报考率、参考率、通过率均达100%,学法考试全员参加")
    assert [m.indicator for m in read] == [
        "legal_study.study_rate",
        "legal_study.exam_signup_rate",
        "legal_study.exam_attendance_rate",
        "legal_study.exam_pass_rate",
    ]
    assert len({(m.start, m.end) for m in read}) == 1


def test_a_zero_of_two_things_is_two_figures() -> None:
    read = figures("年内,无行政复议案件被纠错、行政诉讼案件败诉等情况")
    assert [m.indicator for m in read] == ["dispute.reconsiderations_corrected", "dispute.lawsuits_lost"]
    assert [m.value for m in read] == [0, 0]


def test_an_elided_head_noun_is_carried_over() -> None:
    read = figures("约谈社会组织72个,撤销21个、注销42个")
    assert [m.indicator for m in read] == [
        "social_org.rectified",
        "social_org.revoked",
        "social_org.deregistered",
    ]


def test_the_headline_figure_keeps_the_code_and_the_other_says_why() -> None:
    first, second = figures("全县现有社工站8个。8个社工站开展服务活动。")
    assert first.indicator == "social_work.stations"
    assert second.indicator is None
    assert any(reason.startswith(("headline_elsewhere", "no_indicator")) for reason in second.reasons)


@pytest.mark.parametrize(
    ("sentence", "mention"),
    [
        ("结婚登记同比下降12.3%", "12.3%"),
        ("离婚登记比上年增加56对", "56对"),
        ("2020年办理结婚登记5210对", "5210对"),
        ("覆盖260个村社,超过197个的任务指标", "197个"),
        ("为9个居家养老服务中心配备终端", "9个"),
        ("新建养老机构2家", "2家"),
        ("全市有20家社工机构参与志愿服务", "20家"),
        ("完成31宗双随机案件(民办非企业单位27间,社会团体4间)", "27间"),
        ("每个乡镇至少开展普法活动2场", "2场"),
    ],
)
def test_figures_that_are_not_the_indicators_own(sentence: str, mention: str) -> None:
    assert figure(sentence, mention).indicator is None


def test_scope_and_reasons_are_kept() -> None:
    metric = figure("全市共办理结婚登记3215对", "3215对")
    assert metric.scope == "region"
    assert any("结婚登记" in reason for reason in metric.reasons)


def test_quote_and_mention_stand_in_the_unchanged_source() -> None:
    source = "全年办理结婚登记３，２１５对，离婚登记１１０２对。"
    for metric in figures(source):
        assert source[metric.start : metric.end] == metric.mention
        assert source[metric.quote_start : metric.quote_end] == metric.quote
        assert metric.quote_start <= metric.start < metric.end <= metric.quote_end
