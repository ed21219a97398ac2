using System.Net;
using Cartwright.Catalog;
using Cartwright.Platform.Files;
using Cartwright.Tests.CatalogService;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.Files;

/// <summary>All tests of images once more, with an object store, and what is different there.</summary>
[Collection(nameof(S3Shop))]
public sealed class S3ImageTests(S3Shop shop) : ImageCompliance(shop)
{
    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_uploaded_image_is_in_the_store_and_not_in_the_database_and_caches_may_keep_it()
    {
        var url = await UploadAsync();

        var stored = shop.Store.Objects[S3Shop.KeyOf(url)];
        Assert.Equal(("image/webp", "public, max-age=31536000, immutable"), (stored.ContentType, stored.CacheControl));
        Assert.Contains(S3Shop.KeyOf(url.Replace("-300", "-160", StringComparison.Ordinal)), shop.Store.Objects.Keys);
        Assert.Equal(2, await FilesAsync(url, "and content is null"));
        Assert.Equal(0, await shop.CountAsync("catalog", $"select count(*) from file_removals where name like '{Hash(url)}%'"));
    }

    [Fact]
    public async Task An_instance_reads_an_image_from_the_store_once()
    {
        using var admin = await shop.AdminAsync();
        var url = await UploadAsync();

        var first = (await admin.GetJsonAsync(url)).Is(HttpStatusCode.OK);
        var requests = shop.Store.Requests;
        var second = (await admin.GetJsonAsync(url)).Is(HttpStatusCode.OK);

        Assert.Equal(first.Body, second.Body);
        // Another instance may be asked, and reads it too.
        Assert.InRange(shop.Store.Requests - requests, 0, 1);
    }

    [Fact]
    public async Task While_the_store_is_away_uploads_get_503_and_pages_and_images_that_were_shown_stay()
    {
        using var admin = await shop.AdminAsync();
        using var visitor = shop.Client();
        var product = await shop.ProductAsync(stock: 0);
        var (shown, unseen) = (await UploadAsync(), await UploadAsync());
        (await admin.GetJsonAsync(shown)).Is(HttpStatusCode.OK);
        var picture = Uploads.Picture(300, 200);
        shop.Store.IsAway = true;
        try
        {
            (await admin.UploadAsync(picture, "image/png")).Is(HttpStatusCode.ServiceUnavailable);
            (await visitor.GetJsonAsync($"/api/products/{product.Id}")).Is(HttpStatusCode.OK);
            (await admin.GetJsonAsync(shown)).Is(HttpStatusCode.OK);
            (await admin.GetJsonAsync(unseen)).Is(HttpStatusCode.ServiceUnavailable);
            (await visitor.GetJsonAsync("/health/ready")).Is(HttpStatusCode.OK);
        }
        finally
        {
            shop.Store.IsAway = false;
        }

        (await admin.UploadAsync(picture, "image/png")).Is(HttpStatusCode.Created);
        (await admin.GetJsonAsync(unseen)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_upload_that_a_silent_store_does_not_answer_ends_and_stores_nothing()
    {
        using var admin = await shop.AdminAsync();
        var before = await shop.CountAsync("catalog", "select count(*) from uploaded_images");
        shop.Store.IsSilent = true;
        try
        {
            (await admin.UploadAsync(Uploads.Picture(300, 200), "image/png")).Is(HttpStatusCode.ServiceUnavailable);
        }
        finally
        {
            shop.Store.IsSilent = false;
        }

        Assert.Equal(before, await shop.CountAsync("catalog", "select count(*) from uploaded_images"));
    }

    [Fact]
    public async Task Objects_of_removed_images_and_of_uploads_that_failed_are_removed()
    {
        using var admin = await shop.AdminAsync();
        var picture = Uploads.Picture(300, 200);
        var url = (await admin.UploadAsync(picture, "image/png")).Is(HttpStatusCode.Created).Json.GetProperty("url").GetString()!;
        var orphan = new string('a', 60) + Guid.NewGuid().ToString("N")[..4] + ".webp";
        shop.Store.Objects[$"{S3Shop.Prefix}catalog/images/{orphan}"] = new([1], null, null);
        await shop.ExecuteAsync("catalog", $"insert into file_removals (name, due_at) values ('{orphan}', now() - interval '1 minute')");
        await shop.ExecuteAsync("catalog", $"update uploaded_images set created_at = now() - interval '31 days' where hash = '{Hash(url)}'");

        await Work<RemoveUnusedImages>().RunAsync(Cancelled);

        Assert.DoesNotContain(shop.Store.Objects.Keys, key => key.Contains(Hash(url), StringComparison.Ordinal) || key.EndsWith(orphan, StringComparison.Ordinal));
        Assert.Equal(0, await shop.CountAsync("catalog", $"select count(*) from file_removals where name = '{orphan}' or name like '{Hash(url)}%'"));

        // The same picture again is stored again.
        (await admin.UploadAsync(picture, "image/png")).Is(HttpStatusCode.Created);
        Assert.Contains(S3Shop.KeyOf(url), shop.Store.Objects.Keys);
    }

    [Fact]
    public async Task A_removal_that_meets_a_new_upload_of_the_same_image_leaves_its_objects()
    {
        using var admin = await shop.AdminAsync();
        var picture = Uploads.Picture(300, 200);
        var url = (await admin.UploadAsync(picture, "image/png")).Is(HttpStatusCode.Created).Json.GetProperty("url").GetString()!;
        await shop.ExecuteAsync("catalog", $"insert into file_removals (name, due_at) select name, now() from files where name like '{Hash(url)}%'");

        await Work<FileStore>().RemoveObjectsAsync(Cancelled);

        Assert.Contains(S3Shop.KeyOf(url), shop.Store.Objects.Keys);
    }

    [Fact]
    public async Task Files_that_the_database_has_are_moved_to_the_store()
    {
        using var admin = await shop.AdminAsync();
        var url = await UploadAsync();
        var content = shop.Store.Objects[S3Shop.KeyOf(url)].Content;
        await shop.ExecuteAsync("catalog", $"update files set content = '\\x{Convert.ToHexString(content)}' where name like '{Hash(url)}-300%'");
        Assert.True(shop.Store.Objects.TryRemove(S3Shop.KeyOf(url), out _));

        await Work<FileStore>().MoveToObjectsAsync(Cancelled);

        Assert.Equal(content, shop.Store.Objects[S3Shop.KeyOf(url)].Content);
        Assert.Equal(2, await FilesAsync(url, "and content is null"));
        (await admin.GetJsonAsync(url)).Is(HttpStatusCode.OK);
    }

    static string Hash(string url) => url["/api/products/images/".Length..][..64];

    T Work<T>() where T : notnull => shop.Shop.Service<T>("catalog")[0];

    Task<long> FilesAsync(string url, string condition) => shop.CountAsync("catalog", $"select count(*) from files where name like '{Hash(url)}%' {condition}");

    async Task<string> UploadAsync()
    {
        using var admin = await shop.AdminAsync();
        return (await admin.UploadAsync(Uploads.Picture(300, 200), "image/png")).Is(HttpStatusCode.Created).Json.GetProperty("url").GetString()!;
    }
}
