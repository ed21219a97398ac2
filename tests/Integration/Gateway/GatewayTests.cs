using System.Net;
using System.Net.Sockets;
using System.Text;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.GatewayService;

public sealed class GatewayTests(TestShop shop)
{
    [Fact]
    public async Task Health_tells_of_every_service()
    {
        using var client = shop.Client();

        var health = await Eventually.AnsweredAsync(client, "/health", _ => true);

        Assert.Equal("healthy", health.GetProperty("status").GetString());
        var services = health.GetProperty("services").EnumerateArray().ToDictionary(s => s.GetProperty("name").GetString()!, s => s.GetProperty("status").GetString());
        Assert.Equal(ServiceRegistry.All.Select(s => s.Name).Where(n => n != "gateway").Order(), services.Keys.Order());
        Assert.All(services.Values, status => Assert.Equal("healthy", status));
    }

    [Theory]
    [InlineData("/docs/index.html", "text/html")]
    [InlineData("/docs/swagger-ui.css", "text/css")]
    [InlineData("/openapi.json", "application/json")]
    public async Task The_interface_is_documented(string path, string type)
    {
        using var client = shop.Client();

        var answer = (await client.GetJsonAsync(path)).Is(HttpStatusCode.OK);

        Assert.Equal(type, answer.Response.Content.Headers.ContentType?.MediaType);
    }

    /// <summary>From the gateway's memory, from a service, from a page, from the gateway itself, and what is not there.</summary>
    [Theory]
    [InlineData("{product}")]
    [InlineData("/api/products?limit=1")]
    [InlineData("/api/products/categories")]
    [InlineData("/api/products/00000000-0000-0000-0000-000000000001")]
    [InlineData("/api/inventory/availability?sku=x")]
    [InlineData("/api/orders")]
    [InlineData("/.well-known/jwks.json")]
    [InlineData("/")]
    [InlineData("/no-such-page")]
    [InlineData("/health")]
    [InlineData("/docs/index.html")]
    [InlineData("/api/unknown")]
    public async Task What_can_be_read_answers_to_head_without_a_body(string path)
    {
        using var client = shop.Client();
        var product = await shop.ProductAsync(stock: 0);
        var isOurs = path == "{product}";
        path = isOurs ? $"/api/products/{product.Id}" : path;
        Answer get = null!, head = null!;
        // The health of a busy machine may change between the two.
        await Eventually.TrueAsync(
            async () => (get = await client.GetJsonAsync(path)).Status == (head = await client.SendAsync(HttpMethod.Head, path)).Status,
            () => $"GET answers {get.Status} and HEAD {head.Status}");

        Assert.Empty(head.Body);
        Assert.Equal(get.Response.Content.Headers.ContentType, head.Response.Content.Headers.ContentType);
        // Others may change between the two.
        Assert.True(!isOurs || head.Response.Headers.ETag!.Equals(get.Response.Headers.ETag));
    }

    [Theory]
    [InlineData("/api/orders", "private")]
    [InlineData("/api/orders?limit=x", "private")]
    [InlineData("/api/profile", "private")]
    [InlineData("/api/notifications", "private")]
    [InlineData("/api/cart", "no-store")]
    [InlineData("/api/products?limit=1", "public")]
    [InlineData("/robots.txt", "public")]
    public async Task Every_answer_says_who_may_keep_it(string path, string who)
    {
        using var customer = await shop.CustomerAsync();

        var caching = (await customer.Http.GetJsonAsync(path)).Response.Headers.CacheControl;

        Assert.Contains(who, caching?.ToString() ?? "nobody", StringComparison.Ordinal);
    }

    /// <summary>From the gateway's memory, from a service, a page, a problem.</summary>
    [Theory]
    [InlineData("{product}", "br", "br")]
    [InlineData("{product}", "gzip, br;q=0.5", "br")]
    [InlineData("{product}", "gzip, br;q=0", "gzip")]
    [InlineData("{product}", "identity", null)]
    [InlineData("/openapi.json", "br", "br")]
    [InlineData("/openapi.json", "gzip", "gzip")]
    [InlineData("/", "br", "br")]
    [InlineData("/api/products?limit=x", "gzip", "gzip")]
    public async Task What_a_client_accepts_compressed_is_compressed_and_says_the_same(string path, string accepted, string? encoding)
    {
        using var admin = await shop.AdminAsync();
        var product = await shop.ProductAsync(stock: 0);
        var described = new { name = "Much to say", description = new string('x', 5000), category = "tests", product.Sku, price = 1 };
        (await admin.PutJsonAsync($"/api/products/{product.Id}", described, "*")).Is(HttpStatusCode.OK);
        path = path.Replace("{product}", $"/api/products/{product.Id}", StringComparison.Ordinal);
        using var client = shop.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(encoding is null ? [] : [encoding], answer.Content.Headers.ContentEncoding);
        Assert.Contains("Accept-Encoding", answer.Headers.Vary);
        var bytes = await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        using var body = encoding switch
        {
            "br" => new System.IO.Compression.BrotliStream(bytes, System.IO.Compression.CompressionMode.Decompress),
            "gzip" => new System.IO.Compression.GZipStream(bytes, System.IO.Compression.CompressionMode.Decompress),
            _ => bytes,
        };
        var text = await new StreamReader(body).ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.True(text.Length > 100, text);
        Assert.Contains(text[0], "{<");
        if (encoding is not null && answer.Headers.ETag is { } tag)
        {
            Assert.True(tag.IsWeak, tag.ToString());
            (await client.SendAsync(HttpMethod.Get, path, null, m => m.Headers.TryAddWithoutValidation("If-None-Match", tag.ToString()))).Is(HttpStatusCode.NotModified);
        }
    }

    [Fact]
    public async Task Crawlers_and_browsers_find_the_files_that_every_site_has()
    {
        using var client = shop.Client();

        var robots = (await client.GetJsonAsync("/robots.txt")).Is(HttpStatusCode.OK);
        var icon = (await client.GetJsonAsync("/favicon.ico")).Is(HttpStatusCode.OK);

        Assert.Equal("text/plain", robots.Response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("Disallow: /checkout", robots.Body, StringComparison.Ordinal);
        Assert.Equal("image/svg+xml", icon.Response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Head_of_a_stream_ends()
    {
        using var customer = await shop.CustomerAsync();

        var head = await customer.Http.SendAsync(HttpMethod.Head, "/api/notifications/stream");

        Assert.Equal("text/event-stream", head.Is(HttpStatusCode.OK).Response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task The_documentation_says_of_every_member_what_it_is()
    {
        using var client = shop.Client();
        var untyped = new List<string>();
        var schemas = (await client.GetJsonAsync("/openapi.json")).Is(HttpStatusCode.OK).Json.GetProperty("components").GetProperty("schemas");
        untyped.AddRange(
            from schema in schemas.EnumerateObject()
            where schema.Value.TryGetProperty("properties", out _)
            from member in schema.Value.GetProperty("properties").EnumerateObject()
            where !new[] { "type", "$ref", "oneOf", "anyOf", "allOf", "enum" }.Any(k => member.Value.TryGetProperty(k, out _))
            select $"{schema.Name}.{member.Name}");

        Assert.Empty(untyped);
    }

    [Theory]
    [InlineData("/api/products")]
    [InlineData("/api/unknown")]
    [InlineData("/health")]
    [InlineData("/")]
    public async Task Every_answer_tells_browsers_to_be_careful(string path)
    {
        using var client = shop.Client();

        var headers = (await client.GetJsonAsync(path)).Response.Headers;

        Assert.Equal(["nosniff"], headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(["DENY"], headers.GetValues("X-Frame-Options"));
        Assert.Contains("frame-ancestors 'none'", Assert.Single(headers.GetValues("Content-Security-Policy")));
        Assert.False(headers.Contains("Server"));
        Assert.False(headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task The_request_log_names_paths_and_keeps_secrets_out()
    {
        using var customer = await shop.CustomerAsync();
        var path = $"/api/products/{Guid.NewGuid()}";
        await customer.Http.GetJsonAsync(path + "?secret=hidden");

        var log = "";
        await Eventually.TrueAsync(
            async () =>
            {
                // Made with the first line that is written.
                var texts = Directory.EnumerateFiles(Path.Combine(shop.Folder, "gateway"), "requests-*", SearchOption.AllDirectories).Select(ReadAsync);
                return (log = string.Concat(await Task.WhenAll(texts))).Contains(path, StringComparison.Ordinal);
            },
            () => $"The request is not in the log: {log}");

        Assert.DoesNotContain("hidden", log);
        Assert.DoesNotContain(customer.Http.DefaultRequestHeaders.Authorization!.Parameter!, log);
        Assert.DoesNotContain("eyJ", log);
    }

    [Theory]
    [InlineData("/metrics")]
    [InlineData("/metrics/")]
    [InlineData("/METRICS")]
    [InlineData("//metrics")]
    [InlineData("/%6detrics")]
    [InlineData("/api/../metrics")]
    public async Task The_public_does_not_see_what_is_measured(string path)
    {
        using var client = shop.Client();

        foreach (var host in new[] { null, $"127.0.0.1:{shop.Gateway.Port + 98}" })
        {
            var answer = await client.SendAsync(HttpMethod.Get, shop.Gateway.GetLeftPart(UriPartial.Authority) + path, null, request => request.Headers.Host = host);
            Assert.Equal(HttpStatusCode.NotFound, answer.Status);
            Assert.DoesNotContain("cartwright_", answer.Body, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api/products")]
    [InlineData("/docs/index.html")]
    [InlineData("/openapi.json")]
    [InlineData("/metricsx")]
    public async Task The_port_of_the_metrics_serves_nothing_else(string path)
    {
        using var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{shop.Gateway.Port + 98}") };

        (await client.GetJsonAsync(path)).Is(HttpStatusCode.NotFound);
        (await client.GetJsonAsync("/metrics")).Is(HttpStatusCode.OK);
        (await client.GetJsonAsync("/health/live")).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("CONNECT localhost:443", "localhost:443")]
    [InlineData("TRACE /", "localhost")]
    [InlineData("TRACE /api/products", "localhost")]
    [InlineData("PROPFIND /", "localhost")]
    [InlineData("PURGE /api/products", "localhost")]
    public async Task A_method_that_the_shop_does_not_have_is_a_problem(string request, string host)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(shop.Gateway.Host, shop.Gateway.Port, TestContext.Current.CancellationToken);
        var stream = connection.GetStream();

        await stream.WriteAsync(Encoding.ASCII.GetBytes($"{request} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"), TestContext.Current.CancellationToken);

        var answer = await new StreamReader(stream).ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("HTTP/1.1 501 ", answer, StringComparison.Ordinal);
        Assert.Contains("application/problem+json", answer, StringComparison.Ordinal);
    }

    static async Task<string> ReadAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }
}

[Collection(nameof(ConfiguredShop))]
public sealed class GatewayLimitTests(ConfiguredShop shop)
{
    [Fact]
    public async Task Whoever_asks_too_much_is_told_when_to_come_again_and_others_are_not()
    {
        using var greedy = await shop.CustomerAsync("greedy");
        using var modest = await shop.CustomerAsync("modest");

        var answers = await Task.WhenAll(Enumerable.Range(0, 10 * ConfiguredShop.RequestsPerSecond).Select(_ => greedy.GetJsonAsync("/api/profile")));

        var refused = answers.Where(a => a.Status != HttpStatusCode.OK).ToList();
        Assert.NotEmpty(refused);
        Assert.InRange(answers.Length - refused.Count, ConfiguredShop.RequestsPerSecond, 8 * ConfiguredShop.RequestsPerSecond);
        Assert.All(refused, a =>
        {
            a.Is(HttpStatusCode.TooManyRequests);
            Assert.Equal("application/problem+json", a.Response.Content.Headers.ContentType?.MediaType);
            Assert.True(a.Response.Headers.RetryAfter?.Delta >= TimeSpan.FromSeconds(1));
        });
        (await modest.GetJsonAsync("/api/profile")).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(ConfiguredShop.FriendlySite, true)]
    [InlineData("https://evil.example", false)]
    [InlineData("null", false)]
    public async Task Scripts_of_configured_sites_only_may_call(string origin, bool allowed)
    {
        using var client = shop.Client();

        var preflight = await client.SendAsync(HttpMethod.Options, "/api/orders", null, m =>
        {
            m.Headers.Add("Origin", origin);
            m.Headers.Add("Access-Control-Request-Method", "POST");
            m.Headers.Add("Access-Control-Request-Headers", "authorization,idempotency-key");
        });
        var answer = await client.SendAsync(HttpMethod.Get, "/api/products", null, m => m.Headers.Add("Origin", origin));

        Assert.Equal(allowed, preflight.Response.Headers.Contains("Access-Control-Allow-Methods"));
        Assert.All([preflight, answer], a => Assert.Equal(allowed ? [origin] : [], a.Response.Headers.TryGetValues("Access-Control-Allow-Origin", out var origins) ? origins : []));
    }
}
