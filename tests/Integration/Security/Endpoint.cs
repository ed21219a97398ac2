namespace Cartwright.Tests.Security;

/// <summary>An endpoint that takes a body.</summary>
/// <param name="Request">Method and path, with the names of ids in braces.</param>
/// <param name="As">Who may call it.</param>
/// <param name="Body">A body that it would accept.</param>
/// <param name="Fields">The members of that body.</param>
public sealed record Endpoint(string Request, string As, string Body, params Field[] Fields)
{
    const string Address = """{"street":"Main Street 1","city":"Berlin","state":"","zipCode":"10115","country":"DE"}""";
    const string Payment = """{"method":"card","token":"tok_ok"}""";
    const string Product =
        """
        {"name":"P","category":"tests","description":"d","brand":"b","tags":["t"],"categories":["tests"],"attributes":{"a":"b"},"images":[{"url":"{image}","alt":"y"}],
         "active":true,"variants":[{"sku":"bad-1","price":1,"currency":"EUR","options":{"size":"M"},"weightGrams":1}]}
        """;

    const string Category = """{"slug":"bad","name":"Bad","parent":"tests","attributes":[{"name":"a","label":"A","type":"text","required":false,"facet":true}]}""";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Endpoint> All { get; } =
    [
        new("POST /api/auth/register", "nobody",
            $$"""{"username":"somebody-bad","email":"bad@example.com","password":"a good password","firstName":"A","lastName":"B","phone":"+49 30 1","address":{{Address}}}""",
            [
                .. Person(required: true), Field.Text("username", 40, "ab", "a b", "a@b", "<b>", "' or 1=1 --"), Field.Text("password", 128, "short"),
                .. AddressFields("address."), Field.Part("address", "[]").OrNothing(),
            ]),
        new("POST /api/customers", "admin",
            """{"username":"somebody-bad","email":"bad@example.com","password":"a good password","firstName":"A","lastName":"B","phone":"+49 30 1"}""",
            [.. Person(required: true), Field.Text("username", 40, "ab"), Field.Text("password", 128, "short")]),
        new("POST /api/auth/login", "nobody", """{"email":"a@example.com","password":"p"}""", Field.Text("email", 254), Field.Text("password", 128, "")),
        new("POST /api/auth/refresh", "nobody", """{"refreshToken":"t"}""", Field.Text("refreshToken", 100, "")),
        new("POST /api/auth/logout", "nobody", """{"refreshToken":"t"}""", Field.Text("refreshToken", 100, "")),
        new("POST /api/auth/password", "customer", """{"currentPassword":"p","newPassword":"a good password"}""",
            Field.Text("currentPassword", 128, ""), Field.Text("newPassword", 128, "short")),
        new("POST /api/auth/password/forgotten", "nobody", """{"email":"bad@example.com"}""", Field.Text("email", 254, "", "no-address", "a@b@c", "a@")),
        new("POST /api/auth/password/reset", "nobody", """{"token":"t","newPassword":"a good password"}""",
            Field.Text("token", 100, "", "unknown"), Field.Text("newPassword", 128, "short")),
        new("POST /api/users/{me}/erase", "customer", """{"password":"p"}""", Field.Text("password", 128, "").OrNothing()),
        new("PUT /api/users/{me}", "customer", """{"firstName":"A","lastName":"B","phone":"+49 30 1","email":"bad@example.com"}""", Person(required: false)),
        new("POST /api/users/{me}/addresses", "customer", Address, AddressFields("")),
        new("PUT /api/users/{me}/addresses/{myAddress}", "customer", Address, AddressFields("")),

        new("POST /api/products", "admin", Product, ProductFields("")),
        new("PUT /api/products/{product}", "admin", Product, ProductFields("")),
        new("POST /api/products/batch", "admin", $$"""{"items":[{{Product}}]}""", [.. ProductFields("items[0]."), Field.List("items", "{}", "[]")]),
        new("POST /api/products/categories", "admin", Category, CategoryFields("")),
        new("POST /api/products/categories/batch", "admin", $$"""{"items":[{{Category}}]}""",
            [.. CategoryFields("items[0]."), Field.List("items", "{}", "[]")]),

        new("PUT /api/inventory/{product}", "admin", """{"stockLevel":1,"warehouseId":"main","sku":"{sku}"}""",
            Field.Whole("stockLevel", 0, 100_000_000), Field.Text("warehouseId", 32, "", "a b", "<b>", "' or 1=1 --", "mian"), Field.Text("sku", 64, "", "unknown").OrNothing()),
        new("PUT /api/inventory", "admin", """{"items":[{"sku":"{sku}","warehouseId":"main","stockLevel":1}]}""",
            Field.Whole("items[0].stockLevel", 0, 100_000_000), Field.Text("items[0].warehouseId", 32, "", "a b", "mian"),
            Field.Text("items[0].sku", 64, "", "unknown"), Field.List("items", "{}", "[]")),

        new("POST /api/cart/items", "customer", """{"sku":"{sku}","quantity":1}""", Field.Text("sku", 64, "", "unknown"), Field.Whole("quantity", 1, 999)),
        new("PUT /api/cart/items/{sku}", "customer", """{"quantity":1}""", Field.Whole("quantity", 0, 999)),

        new("POST /api/orders", "customer",
            $$$"""{"items":[{"sku":"{sku}","quantity":1}],"shippingAddress":{{{Address}}},"billingAddress":{{{Address}}},"payment":{{{Payment}}}}""",
            [
                Field.List("items", "{}", "[]"), Field.Text("items[0].sku", 64, "", "unknown"), Field.Whole("items[0].quantity", 1, 10_000),
                Field.Part("shippingAddress", "[]"), Field.Part("billingAddress", "[]").OrNothing(), .. AddressFields("shippingAddress."), .. AddressFields("billingAddress."),
                Field.Part("payment", "[]"), Field.Text("payment.method", 32, "", "<b>", "cash", "Card"), Field.Text("payment.token", 255, ""), Field.Id("cartId").OrNothing(),
                Field.Part("expectedTotal", "[]").OrNothing(), Field.Text("shippingMethod", 32, "").OrNothing(),
            ]),
        new("POST /api/orders", "customer",
            $$$"""{"items":[{"productId":"{product}","quantity":1}],"shippingAddress":{{{Address}}},"payment":{{{Payment}}}}""",
            Field.Id("items[0].productId").OrNothing()),
        new("POST /api/orders", "customer",
            $$$"""{"items":[{"sku":"{sku}","quantity":1}],"shippingAddress":{{{Address}}},"payment":{{{Payment}}},"expectedTotal":{"amount":1,"currency":"EUR"}}""",
            new Field("expectedTotal.amount", ["\"1\"", "true", "[]", "-1", "1e400", "9999999999999"]), Field.Text("expectedTotal.currency", 3, "", "eur", "EU1")),
        new("POST /api/orders/quote", "nobody", """{"items":[{"sku":"{sku}","quantity":1}],"country":"DE"}""",
            Field.List("items", "{}"), Field.Text("items[0].sku", 64, ""), Field.Whole("items[0].quantity", 1, 10_000),
            Field.Text("country", 2, "", "D", "D1", "XX", "UK", "<b>").OrNothing(), Field.Text("postcode", 20).OrNothing(),
            Field.Text("shippingMethod", 32, "", "unknown").OrNothing()),
        new("POST /api/shipping/quotes", "nobody", """{"items":[{"sku":"{sku}","quantity":1}],"country":"DE"}""",
            Field.List("items", "{}", "[]"), Field.Text("items[0].sku", 64, ""), Field.Whole("items[0].quantity", 1, 10_000),
            Field.Text("country", 2, "", "D", "D1", "XX", "UK", "<b>"), Field.Text("postcode", 20).OrNothing()),
        new("POST /api/orders/{order}/pay", "customer", """{"payment":{"method":"card","token":"tok_ok"}}""",
            Field.Part("payment", "[]"), Field.Text("payment.method", 32, "", "cash"), Field.Text("payment.token", 255, "")),
        new("PUT /api/orders/{order}/status", "admin", """{"status":"delivered"}""", Field.Text("status", 32, "", "unknown", "Shipped")),
        new("POST /api/orders/{order}/returns", "customer", """{"items":[{"sku":"{sku}","quantity":1,"reason":"other"}],"comment":"c"}""",
            Field.List("items", "{}", "[]"), Field.Text("items[0].sku", 64, ""), Field.Whole("items[0].quantity", 1, 10_000),
            Field.Text("items[0].reason", 32, "", "unknown", "Other"), Field.Text("comment", 1000, "a\\u0007").OrNothing()),
        new("POST /api/returns/{nothing}/reject", "admin", """{"reason":"No."}""", Field.Text("reason", 500, "", " ", "a\\nb")),
        new("POST /api/returns/{nothing}/inspect", "admin",
            """{"items":[{"sku":"{sku}","restocked":1,"scrapped":0}],"deduction":{"amount":1,"currency":"EUR"}}""",
            Field.List("items", "{}"), Field.Text("items[0].sku", 64, ""), Field.Whole("items[0].restocked", 0, 10_000), Field.Whole("items[0].scrapped", 0, 10_000),
            Field.Part("deduction", "[]").OrNothing(), new Field("deduction.amount", ["\"1\"", "true", "-1", "1e400"]),
            Field.Text("deduction.currency", 3, "", "eur", "EU1")),
        new("POST /api/returns/{nothing}/refund", "admin", """{"reference":"r"}""", Field.Text("reference", 200, "a\\nb").OrNothing()),

        new("POST /api/payments/{otherPayment}/refund", "admin", """{"amount":1,"method":"manual","reference":"r"}""",
            Field.Money("amount").OrNothing(), Field.Text("method", 32, "", "cash").OrNothing(), Field.Text("reference", 200, "")),
        new("PUT /api/notifications/preferences", "customer", """{"items":[{"channel":"mail","kind":"welcome","enabled":false}],"language":"de"}""",
            Field.Text("language", 3, "DE", "xx", "de-AT").OrNothing(), Field.List("items", "{}").OrNothing(),
            Field.Text("items[0].channel", 32, "", "unknown"), Field.Text("items[0].kind", 32, "", "unknown"), Field.Flag("items[0].enabled")),
        new("PUT /api/notifications/templates/welcome/sv", "admin", """{"subject":"S","text":"T","html":"<p>H</p>"}""", TemplateFields("")),
        new("POST /api/notifications/templates/welcome/sv/preview", "admin", """{"draft":{"subject":"S","text":"T","html":"<p>H</p>"}}""",
            [Field.Part("draft", "[]").OrNothing(), .. TemplateFields("draft.")]),
    ];

    static Field[] Person(bool required) =>
    [
        required ? Field.Text("email", 254, "", "no-address", "a@b@c", "a@") : Field.Text("email", 254, "no-address").OrNothing(),
        Field.Text("firstName", 100).OrNothing(), Field.Text("lastName", 100).OrNothing(), Field.Text("phone", 30, "abc", "<b>").OrNothing(),
    ];

    static Field[] TemplateFields(string prefix) =>
    [
        Field.Text(prefix + "subject", 200, "", " ", "a\\nb", "{{number}}"), Field.Text(prefix + "text", 4000, "", " ", "a\\u0007", "{{number}}", "{{#shop}}"),
        Field.Text(prefix + "html", 20_000, "<script></script>", "<p>", "{{number}}", "a\\u202eb").OrNothing(),
    ];

    static Field[] AddressFields(string prefix) =>
    [
        Field.Text(prefix + "recipient", 201, "a\\nb").OrNothing(), Field.Text(prefix + "company", 100, "a\\u0085b").OrNothing(),
        Field.Text(prefix + "street", 200, "", " ", "a\\nb", "\\u200b"), Field.Text(prefix + "street2", 200, "a\\u202eb").OrNothing(),
        Field.Text(prefix + "city", 100, "", "\\u3164", "a\\u2028b"), Field.Text(prefix + "state", 100, "\\ufeff").OrNothing(),
        Field.Text(prefix + "zipCode", 20, "", " ", "1", "1011", "101155", "ABCDE", "1011a"), Field.Text(prefix + "country", 2, "", "D", "D1", "XX", "UK", "ZZ", " DE"),
        Field.Text(prefix + "phone", 31, "abc", "<b>", "12").OrNothing(),
    ];

    static Field[] ProductFields(string prefix) =>
    [
        Field.Text(prefix + "name", 200, "", "a\\nb", "\\u200b"), Field.Text(prefix + "category", 64, "", "unknown"),
        Field.Text(prefix + "description", 10_000, "a\\u0007").OrNothing(), Field.Text(prefix + "brand", 100, "a\\u202eb").OrNothing(),
        Field.List(prefix + "tags", "{}").OrNothing(), Field.Text(prefix + "tags[0]", 50, "", "a\\tb").OrAbsent(),
        Field.List(prefix + "categories", "{}").OrNothing(), Field.Text(prefix + "categories[0]", 64, "", "a b").OrAbsent(), Field.List(prefix + "options", "{}").OrNothing(),
        Field.Part(prefix + "attributes", "[]").OrNothing(), new Field(prefix + "attributes.a", ["{}", "[]", "null", "1e400", "\"\\ud800\"", "\"a\\u0000\""]).OrNothing(),
        Field.List(prefix + "images", "{}").OrNothing(),
        Field.Text(prefix + "images[0].url", 2048, "", "javascript:alert(1)", "//evil", "https://evil.example/x.png", "/api/products/images/x"),
        Field.Text(prefix + "images[0].alt", 500, "a\\nb").OrNothing(),
        Field.Flag(prefix + "active").OrAbsent(), Field.List(prefix + "variants", "{}").OrNothing(), Field.Text(prefix + "variants[0].sku", 64, "", "a b", "<b>", "' or 1=1 --"),
        Field.Money(prefix + "variants[0].price"), Field.Text(prefix + "variants[0].currency", 3, "", "XXQ").OrNothing(),
        Field.Part(prefix + "variants[0].options", "[]").OrNothing(), Field.Text(prefix + "variants[0].options.size", 50, "", "\\ufeff").OrAbsent(),
        Field.Whole(prefix + "variants[0].weightGrams", 0, 1_000_000).OrNothing(),
        Field.Text(prefix + "variants[0].image", 2048, "", "javascript:alert(1)", "/api/products/images/x").OrNothing(),
    ];

    static Field[] CategoryFields(string prefix) =>
    [
        Field.Text(prefix + "slug", 64, "", "A", "a b", "a/b"), Field.Text(prefix + "name", 100, "", "a\\nb", "\\u200b"),
        Field.Text(prefix + "parent", 64, "unknown").OrNothing(), Field.List(prefix + "attributes", "{}").OrNothing(),
        Field.Text(prefix + "attributes[0].name", 50, "", "a\\nb"), Field.Text(prefix + "attributes[0].label", 100, "a\\nb").OrNothing(),
        Field.Text(prefix + "attributes[0].type", 10, "", "date").OrAbsent(), Field.Text(prefix + "attributes[0].unit", 20, "a\\nb").OrNothing(),
        Field.List(prefix + "attributes[0].values", "{}").OrNothing(), Field.Flag(prefix + "attributes[0].required").OrAbsent(),
        Field.Flag(prefix + "attributes[0].facet").OrAbsent(),
    ];
}
