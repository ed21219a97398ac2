using System.Net;
using System.Text;
using System.Text.Json;
using Cartwright.Catalog;
using Cartwright.Tests.Shops;
using Npgsql;
using SkiaSharp;

namespace Cartwright.Tests.CatalogService;

/// <summary>What holds for images wherever a shop keeps them.</summary>
public abstract class ImageCompliance(TestShop shop)
{
    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_picture_is_served_in_several_sizes_and_a_product_shows_them()
    {
        using var admin = await shop.AdminAsync();
        using var visitor = shop.Client();
        await shop.ProductAsync(stock: 0); // The first one of the tests makes their category.
        var picture = Uploads.Picture(2000, 1000, SKEncodedImageFormat.Jpeg);

        var uploaded = (await admin.UploadAsync(picture, "image/jpeg")).Is(HttpStatusCode.Created).Json;
        var again = (await admin.UploadAsync(picture, "image/jpeg")).Is(HttpStatusCode.Created).Json;

        var url = uploaded.GetProperty("url").GetString()!;
        Assert.Equal(uploaded.ToString(), again.ToString());
        Assert.EndsWith("-1600.webp", url, StringComparison.Ordinal);
        Assert.Equal((1600, 800), (uploaded.GetProperty("width").GetInt32(), uploaded.GetProperty("height").GetInt32()));
        Assert.Equal([160, 480, 960], uploaded.GetProperty("widths").EnumerateArray().Select(w => w.GetInt32()));
        foreach (var width in new[] { 160, 480, 960, 1600 })
        {
            using var served = await visitor.GetAsync(url.Replace("-1600", $"-{width}", StringComparison.Ordinal), Cancelled);
            Assert.Equal((HttpStatusCode.OK, "image/webp"), (served.StatusCode, served.Content.Headers.ContentType?.MediaType));
            Assert.Contains("immutable", served.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            Assert.Equal("nosniff", served.Headers.GetValues("X-Content-Type-Options").Single());
            using var image = SKBitmap.Decode(await served.Content.ReadAsByteArrayAsync(Cancelled));
            Assert.Equal((width, width / 2), (image.Width, image.Height));
        }

        (await visitor.GetJsonAsync(url.Replace("-1600", "-700", StringComparison.Ordinal))).Is(HttpStatusCode.NotFound);

        var sku = "T-" + Guid.NewGuid().ToString("N")[..12];
        var small = url.Replace("-1600", "-480", StringComparison.Ordinal);
        var body = new { name = "Pictured", category = "tests", sku, price = 1m, images = new[] { new { url = small, alt = "Front" } } };
        var product = (await admin.PostJsonAsync("/api/products", body)).Is(HttpStatusCode.Created);
        var shown = (await visitor.GetJsonAsync($"/api/products/{product.Id}")).Is(HttpStatusCode.OK).Json.GetProperty("images")[0];
        Assert.Equal((url, "Front"), (shown.GetProperty("url").GetString(), shown.GetProperty("alt").GetString()));
        Assert.Equal((1600, 800), (shown.GetProperty("width").GetInt32(), shown.GetProperty("height").GetInt32()));
        Assert.Equal(3, shown.GetProperty("widths").GetArrayLength());
        var ofSku = (await visitor.GetJsonAsync($"/api/products/skus?sku={sku}")).Json.GetProperty("items")[0];
        Assert.Equal(small, ofSku.GetProperty("image").GetString());

        // What was read can be sent back.
        var read = await admin.GetJsonAsync($"/api/products/{product.Id}");
        var put = (await admin.PutJsonAsync($"/api/products/{product.Id}", read.Body, read.Response.Headers.ETag!.Tag)).Is(HttpStatusCode.OK);
        Assert.Equal(read.Json.GetProperty("images").ToString(), put.Json.GetProperty("images").ToString());
    }

    [Fact]
    public async Task A_drawing_is_served_so_that_nothing_in_it_could_run()
    {
        using var admin = await shop.AdminAsync();
        using var visitor = shop.Client();
        var svg = Uploads.Drawing();

        var uploaded = (await admin.UploadAsync(svg, "image/svg+xml")).Is(HttpStatusCode.Created).Json;
        var served = (await visitor.GetJsonAsync(uploaded.GetProperty("url").GetString()!)).Is(HttpStatusCode.OK);

        Assert.Equal((80, 60, 0), (uploaded.GetProperty("width").GetInt32(), uploaded.GetProperty("height").GetInt32(), uploaded.GetProperty("widths").GetArrayLength()));
        Assert.Equal(Encoding.UTF8.GetString(svg), served.Body);
        Assert.Equal("image/svg+xml", served.Response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("sandbox", served.Response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_of_another_host_is_refused_with_the_advice_to_upload_it_and_nothing_is_fetched()
    {
        using var admin = await shop.AdminAsync();
        await shop.ProductAsync(stock: 0);
        // Whoever fetched the address would connect here.
        using var elsewhere = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        elsewhere.Start();
        var url = $"http://{elsewhere.LocalEndpoint}/picture.png";

        var answer = (await admin.PostJsonAsync("/api/products", new { name = "A", category = "tests", price = 1m, images = new[] { new { url } } }))
            .Is(HttpStatusCode.BadRequest).Names("images[0].url");

        Assert.Contains("Upload the image with POST /api/products/images", answer.Body, StringComparison.Ordinal);
        Assert.False(elsewhere.Pending());
    }

    [Fact]
    public async Task An_image_that_was_not_uploaded_is_named()
    {
        using var admin = await shop.AdminAsync();
        await shop.ProductAsync(stock: 0);
        var url = (await admin.UploadAsync(Uploads.Drawing(), "image/svg+xml")).Is(HttpStatusCode.Created).Json.GetProperty("url").GetString()!;
        var nothing = $"/api/products/images/{new string('0', 64)}";
        foreach (var unknown in new[] { $"{nothing}-480.webp", $"{nothing}.png", url.Replace("-80", "-40", StringComparison.Ordinal) })
        {
            var images = new[] { new { url }, new { url = unknown } };
            (await admin.PostJsonAsync("/api/products", new { name = "A", category = "tests", price = 1m, images })).Is(HttpStatusCode.UnprocessableEntity).Names("images[1].url");
            (await admin.PostJsonAsync("/api/products/batch", new { items = new[] { new { name = "A", category = "tests", price = 1m, images } } }))
                .Is(HttpStatusCode.UnprocessableEntity).Names("items[0].images[1].url");
        }
    }

    [Fact]
    public async Task An_image_that_an_earlier_version_stored_is_still_shown()
    {
        using var admin = await shop.AdminAsync();
        await shop.ProductAsync(stock: 0);
        var name = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)) + ".png";
        await SqlAsync("insert into files (name, content) values (@name, @content)", ("name", name), ("content", Uploads.Picture(10, 10)));

        var url = $"/api/products/images/{name}";
        var product = (await admin.PostJsonAsync("/api/products", new { name = "Old", category = "tests", price = 1m, images = new[] { new { url } } })).Is(HttpStatusCode.Created);

        Assert.Equal(JsonValueKind.Null, product.Json.GetProperty("images")[0].GetProperty("width").ValueKind);
        using var served = await admin.GetAsync(url, Cancelled);
        Assert.Equal("image/png", served.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task An_image_that_no_product_shows_is_removed_after_its_time_and_others_are_not()
    {
        using var admin = await shop.AdminAsync();
        await shop.ProductAsync(stock: 0);
        var (shown, unused, young) = (await UrlAsync(admin), await UrlAsync(admin), await UrlAsync(admin));
        var product = (await ProductAsync(shown)).Is(HttpStatusCode.Created);
        await AgeAsync(shown);
        await AgeAsync(unused);

        await RemoveUnusedAsync();

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.OK], [await StatusAsync(shown), await StatusAsync(unused), await StatusAsync(young)]);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(unused.Replace("-300", "-160", StringComparison.Ordinal)));
        (await ProductAsync(unused)).Is(HttpStatusCode.UnprocessableEntity).Names("images[0].url");

        (await admin.SendAsync(HttpMethod.Delete, $"/api/products/{product.Id}", null, m => m.Headers.TryAddWithoutValidation("If-Match", "*"))).Is(HttpStatusCode.NoContent);
        await RemoveUnusedAsync();
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(shown));

        Task<Answer> ProductAsync(string url) =>
            admin.PostJsonAsync("/api/products", new { name = "A", category = "tests", price = 1m, images = new[] { new { url } } });

        // Staff read past the cache of the gateway, which keeps an image for a minute.
        async Task<HttpStatusCode> StatusAsync(string url)
        {
            using var answer = await admin.GetAsync(url, Cancelled);
            return answer.StatusCode;
        }
    }

    async Task RemoveUnusedAsync()
    {
        foreach (var work in shop.Shop.Service<RemoveUnusedImages>("catalog"))
        {
            await work.RunAsync(Cancelled);
        }
    }

    static async Task<string> UrlAsync(HttpClient admin)
    {
        var url = (await admin.UploadAsync(Uploads.Picture(300, 200), "image/png")).Is(HttpStatusCode.Created).Json.GetProperty("url").GetString()!;
        // Each instance that is asked keeps copies of its own.
        (await admin.GetJsonAsync(url)).Is(HttpStatusCode.OK);
        (await admin.GetJsonAsync(url.Replace("-300", "-160", StringComparison.Ordinal))).Is(HttpStatusCode.OK);
        return url;
    }

    Task AgeAsync(string url) => SqlAsync(
        "update uploaded_images set created_at = now() - interval '31 days' where hash = @hash", ("hash", url["/api/products/images/".Length..][..64]));

    async Task SqlAsync(string sql, params (string Name, object Value)[] parameters)
    {
        await using var source = NpgsqlDataSource.Create(shop.Shop.Postgres.Address.Service("catalog"));
        await using var command = source.CreateCommand(sql);
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        await command.ExecuteNonQueryAsync(Cancelled);
    }
}
