use aws_sdk_wafv2::types::{
    IpSetSummary, RegexPatternSetSummary, RuleGroupSummary, Scope, Tag, WebAclSummary};

use crate::listing::{identity, listings};

identity! {
    group: RuleGroupSummary => [group.name, group.id]
    set: RegexPatternSetSummary => [set.name, set.id]
    tag: Tag => [tag.key, tag.value]
    set: IpSetSummary => [set.name, set.id]
    acl: WebAclSummary => [acl.name, acl.id]
}

listings! { "wafv2", aws_sdk_wafv2:
    #[paginate(token = "next_marker", items = "ip_sets")]
    fn list_ip_sets(wafv2, input) {
        wafv2.list_ip_sets().scope(Scope::Regional).set_limit(input.page_size)
    }

    #[paginate(token = "next_marker", items = "web_acls")]
    fn list_web_acls(wafv2, input) {
        wafv2.list_web_acls().scope(Scope::Regional).set_limit(input.page_size)
    }

    #[paginate(token = "next_marker", items = "rule_groups")]
    fn list_rule_groups(wafv2, input) {
        wafv2.list_rule_groups().scope(Scope::Regional).set_limit(input.page_size)
    }

    #[paginate(token = "next_marker", items = "regex_pattern_sets")]
    fn list_regex_pattern_sets(wafv2, input) {
        wafv2.list_regex_pattern_sets().scope(Scope::Regional).set_limit(input.page_size)
    }

    #[paginate(token = "next_marker", items = "tag_info_for_resource.tag_list")]
    fn list_tags_for_resource(wafv2, input) {
        wafv2
            .list_tags_for_resource()
            .resource_arn(input.text("ResourceARN"))
            .set_limit(input.page_size)
    }
}
