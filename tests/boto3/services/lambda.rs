use aws_sdk_lambda::types::{
    AliasConfiguration, EventSourceMappingConfiguration, FunctionConfiguration, LayerVersionsListItem,
    LayersListItem,
};

use crate::listing::{identity, listings};

identity! {
    function: FunctionConfiguration => [function.function_name, function.function_arn]
    alias: AliasConfiguration => [alias.name, alias.alias_arn]
    layer: LayersListItem => [layer.layer_name, layer.layer_arn]
    version: LayerVersionsListItem => [version.layer_version_arn, version.version]
    mapping: EventSourceMappingConfiguration => [mapping.uuid, mapping.event_source_arn]
}

listings! { "lambda", aws_sdk_lambda:
    #[paginate(input_token = "marker", output_token = "next_marker", items = "functions")]
    fn list_functions(lambda, input) {
        lambda.list_functions().set_max_items(input.page_size)
    }

    #[paginate(input_token = "marker", output_token = "next_marker", items = "aliases")]
    fn list_aliases(lambda, input) {
        lambda
            .list_aliases()
            .function_name(input.text("FunctionName"))
            .set_max_items(input.page_size)
    }

    #[paginate(input_token = "marker", output_token = "next_marker", items = "layers")]
    fn list_layers(lambda, input) {
        lambda.list_layers().set_max_items(input.page_size)
    }

    #[paginate(input_token = "marker", output_token = "next_marker", items = "layer_versions")]
    fn list_layer_versions(lambda, input) {
        lambda
            .list_layer_versions()
            .layer_name(input.text("LayerName"))
            .set_max_items(input.page_size)
    }

    #[paginate(input_token = "marker", output_token = "next_marker", items = "event_source_mappings")]
    fn list_event_source_mappings(lambda, input) {
        lambda.list_event_source_mappings().set_max_items(input.page_size)
    }
}
