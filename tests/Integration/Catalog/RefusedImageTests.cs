using System.Net;
using System.Text;
using Cartwright.Catalog;
using Cartwright.Tests.Shops;
using SkiaSharp;

namespace Cartwright.Tests.CatalogService;

/// <summary>Beside them nothing is stored.</summary>
[Collection(nameof(Alone))]
public sealed class RefusedImageTests(TestShop shop)
{
    public static TheoryData<string, string> Files { get; } = new()
    {
        { "20 bytes", "image/png" }, { "half", "image/png" }, { "half", "image/jpeg" }, { "half", "image/webp" }, { "nothing", "image/png" },
        { "png", "image/jpeg" }, { "png", "image/gif" }, { "png", "image/svg+xml" }, { "page", "image/png" }, { "page", "image/gif" }, { "page", "image/svg+xml" },
        { "script", "image/svg+xml" }, { "gif with a script", "image/gif" }, { "bomb", "image/png" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task What_is_no_complete_picture_of_its_type_is_refused_and_nothing_is_stored(string content, string type)
    {
        using var admin = await shop.AdminAsync();
        var before = await StoredAsync();

        (await admin.UploadAsync(Content(content, type), type)).Is(HttpStatusCode.BadRequest).Names("body");

        Assert.Equal(before, await StoredAsync());
    }

    Task<long> StoredAsync() => shop.CountAsync("catalog", "select (select count(*) from files) + (select count(*) from uploaded_images)");

    [Fact]
    public async Task Another_type_or_a_large_file_is_refused_by_its_head()
    {
        using var admin = await shop.AdminAsync();

        (await admin.UploadAsync(Uploads.Picture(4, 4), "text/html")).Is(HttpStatusCode.UnsupportedMediaType);
        (await admin.UploadAsync(Uploads.Picture(4, 4), "image/bmp")).Is(HttpStatusCode.UnsupportedMediaType);
        (await admin.UploadAsync(new byte[UploadImage.BytesMax + 1], "image/png")).Is(HttpStatusCode.RequestEntityTooLarge);
    }

    static byte[] Content(string content, string type) => content switch
    {
        "20 bytes" => Uploads.Picture(300, 200)[..20],
        "half" => Half(Uploads.Picture(300, 200, Enum.Parse<SKEncodedImageFormat>(type["image/".Length..], ignoreCase: true))),
        "png" => Uploads.Picture(30, 20),
        "page" => Encoding.UTF8.GetBytes("<!doctype html><script>alert(1)</script>"),
        "script" => Uploads.Drawing("<script>alert(1)</script>"),
        "gif with a script" => Encoding.UTF8.GetBytes("GIF89a/*" + new string(' ', 100) + "*/=1;alert(1)"),
        // The head of a picture of 3.6 billion pixels.
        "bomb" => [.. Convert.FromHexString("89504E470D0A1A0A0000000D"), .. Head, .. Crc(Head), .. new byte[100]],
        _ => [],
    };

    static byte[] Half(byte[] content) => content[..(content.Length / 2)];

    static byte[] Head => [.. "IHDR"u8, 0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60, 8, 2, 0, 0, 0];

    // CRC-32 of the PNG specification, appendix D.
    static byte[] Crc(byte[] chunk)
    {
        var crc = ~chunk.Aggregate(uint.MaxValue, (sum, b) => Enumerable.Range(0, 8).Aggregate(sum ^ b, (c, _) => (c & 1) != 0 ? 0xEDB88320u ^ (c >> 1) : c >> 1));
        var bytes = new byte[4];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(bytes, crc);
        return bytes;
    }
}
