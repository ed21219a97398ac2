using System.Text.Json.Nodes;
using Cartwright.Gateway;

namespace Cartwright.Unit.Gateway;

public sealed class ComposedDocumentTests
{
    const string Errors = "\"components\":{\"responses\":{\"Forbidden\":{\"description\":\"f\"},\"NotFound\":{\"description\":\"n\"}}";

    [Fact]
    public void It_has_the_operations_that_the_gateway_routes_at_their_public_paths()
    {
        var document = Compose(
            ("orders", Service("/api/orders", "/api/orders/user/{userId}", "/api/unrouted", "/internal/events")), ("catalog", Service("/api/orders", "/api/products/{id}")));

        Assert.Equal(["/api/orders", "/api/products/{id}", "/api/users/{userId}/orders"], Paths(document));
    }

    [Fact]
    public void What_operators_do_with_each_service_is_one_operation_with_the_service_as_a_parameter()
    {
        var document = Compose(("orders", Service("/admin/dead-letters")), ("catalog", Service("/admin/dead-letters")), ("simulators", Service("/admin/marketplaces")));

        Assert.Equal(["/api/admin/simulators/marketplaces", "/api/admin/{service}/dead-letters"], Paths(document));
        var operation = document["paths"]!["/api/admin/{service}/dead-letters"]!["get"]!;
        Assert.Equal("[\"catalog\",\"orders\"]", document["components"]!["schemas"]!["ServiceName"]!["enum"]!.ToJsonString());
        Assert.Equal("OperateSystem", document["paths"]!["/api/admin/simulators/marketplaces"]!["get"]!["x-permission"]!.GetValue<string>());
        Assert.NotNull(operation["responses"]!["403"]);
    }

    [Fact]
    public void Schemas_of_one_name_and_another_content_get_the_name_of_their_service()
    {
        var document = Compose(
            ("catalog", With("/api/products", "Item", """{"type":"object","properties":{"a":{"type":"string"}}}""")),
            ("orders", With("/api/orders", "Item", """{"type":"object","properties":{"b":{"type":"string"}}}""")),
            ("payments", With("/api/payments", "Item", """{"type":"object","properties":{"a":{"type":"string"}}}""")));

        Assert.Equal(["Item", "OrdersItem"], document["components"]!["schemas"]!.AsObject().Select(s => s.Key));
        Assert.EndsWith("/OrdersItem", SchemaOf(document, "/api/orders"), StringComparison.Ordinal);
        Assert.EndsWith("/Item", SchemaOf(document, "/api/payments"), StringComparison.Ordinal);
    }

    [Fact]
    public void Answers_have_all_their_members_and_requests_those_that_the_server_needs()
    {
        const string schema = """{"type":"object","required":["a"],"properties":{"a":{"type":"string"},"b":{"type":"string"}}}""";
        var answer = Compose(("catalog", With("/api/products", "Item", schema)));
        var both = JsonNode.Parse(With("/api/products", "Item", schema).ToJsonString())!.AsObject();
        both["paths"]!["/api/products"]!["get"]!["requestBody"] = JsonNode.Parse("""{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Item"}}}}""");

        Assert.Equal("[\"a\",\"b\"]", answer["components"]!["schemas"]!["Item"]!["required"]!.ToJsonString());
        Assert.Equal("[\"a\"]", Compose(("catalog", both))["components"]!["schemas"]!["Item"]!["required"]!.ToJsonString());
    }

    [Fact]
    public void Schemas_that_nothing_uses_are_left_out()
    {
        var unused = With("/api/products", "Item", """{"type":"object"}""");
        unused["components"]!["schemas"]!["Unused"] = new JsonObject();

        Assert.Equal(["Item"], Compose(("catalog", unused))["components"]!["schemas"]!.AsObject().Select(s => s.Key));
    }

    static JsonObject Compose(params (string Name, JsonObject Document)[] services) => ComposedDocument.Of(services.ToDictionary(s => s.Name, s => s.Document), "1.0.0");

    static IEnumerable<string> Paths(JsonObject document) => document["paths"]!.AsObject().Select(path => path.Key);

    static string SchemaOf(JsonObject document, string path) =>
        document["paths"]![path]!["get"]!["responses"]!["200"]!["content"]!["application/json"]!["schema"]!["$ref"]!.GetValue<string>();

    static JsonObject Service(params string[] paths) => JsonNode.Parse(
        $"{{\"paths\":{{{string.Join(',', paths.Select(path => $"\"{path}\":{{\"get\":{{\"responses\":{{}}}}}}"))}}},{Errors}}}}}")!.AsObject();

    static JsonObject With(string path, string name, string schema) => new()
    {
        ["paths"] = new JsonObject
        {
            [path] = JsonNode.Parse(
                """{"get":{"responses":{"200":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/NAME"}}}}}}}"""
                    .Replace("NAME", name, StringComparison.Ordinal)),
        },
        ["components"] = new JsonObject { ["schemas"] = new JsonObject { [name] = JsonNode.Parse(schema) } },
    };
}
