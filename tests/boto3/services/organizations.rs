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
    fn list_accounts(organizations, input) {
        organizations.list_accounts().set_max_results(input.page_size)
    }

    #[paginate(token = "next_token", items = "accounts")]
    fn list_accounts_for_parent(organizations, input) {
        organizations
            .list_accounts_for_parent()
            .parent_id(input.text("ParentId"))
            .set_max_results(input.page_size)
    }

    #[paginate(token = "next_token", items = "organizational_units")]
    fn list_organizational_units_for_parent(organizations, input) {
        organizations
            .list_organizational_units_for_parent()
            .parent_id(input.text("ParentId"))
            .set_max_results(input.page_size)
    }

    #[paginate(token = "next_token", items = "policies")]
    fn list_policies(organizations, input) {
        organizations
            .list_policies()
            .filter(PolicyType::ServiceControlPolicy)
            .set_max_results(input.page_size)
    }

    #[paginate(token = "next_token", items = "create_account_statuses")]
    fn list_create_account_status(organizations, input) {
        organizations.list_create_account_status().set_max_results(input.page_size)
    }

    #[paginate(token = "next_token", items = "policies")]
    fn list_policies_for_target(organizations, input) {
        organizations
            .list_policies_for_target()
            .target_id(input.text("TargetId"))
            .filter(PolicyType::ServiceControlPolicy)
            .set_max_results(input.page_size)
    }
}
