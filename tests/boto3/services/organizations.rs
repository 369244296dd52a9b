use aws_sdk_organizations::types::{Account, CreateAccountStatus, OrganizationalUnit, PolicySummary, PolicyType};

use crate::listing::{identity, listings};

identity! {
    account: Account => [account.id, account.name]
    creation: CreateAccountStatus => [creation.id, creation.account_name]
    unit: OrganizationalUnit => [unit.id, unit.name]
    policy: PolicySummary => [policy.id, policy.name]
}

listings! { "organizations", aws_sdk_organizations:
    #[paginate(token = "next_token", items = "accounts")]
    fn list_accounts(organizations, given) {
        organizations.list_accounts().set_max_results(given.page_size)
    }

    #[paginate(token = "next_token", items = "accounts")]
    fn list_accounts_for_parent(organizations, given) {
        organizations
            .list_accounts_for_parent()
            .parent_id(given.text("ParentId"))
            .set_max_results(given.page_size)
    }

    #[paginate(token = "next_token", items = "organizational_units")]
    fn list_organizational_units_for_parent(organizations, given) {
        organizations
            .list_organizational_units_for_parent()
            .parent_id(given.text("ParentId"))
            .set_max_results(given.page_size)
    }

    #[paginate(token = "next_token", items = "policies")]
    fn list_policies(organizations, given) {
        organizations
            .list_policies()
            .filter(PolicyType::ServiceControlPolicy)
            .set_max_results(given.page_size)
    }

    #[paginate(token = "next_token", items = "create_account_statuses")]
    fn list_create_account_status(organizations, given) {
        organizations.list_create_account_status().set_max_results(given.page_size)
    }

    #[paginate(token = "next_token", items = "policies")]
    fn list_policies_for_target(organizations, given) {
        organizations
            .list_policies_for_target()
            .target_id(given.text("TargetId"))
            .filter(PolicyType::ServiceControlPolicy)
            .set_max_results(given.page_size)
    }
}
