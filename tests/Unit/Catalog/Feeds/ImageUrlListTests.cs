using System.Text;
using Cartwright.Catalog.Feeds;

namespace Cartwright.Unit.Catalog.Feeds;

public sealed class ImageUrlListTests
{
    [Fact]
    public void Urls_are_read_in_the_form_that_is_sent_each_once()
    {
        var image = $"/api/products/images/{new string('a', 64)}-480.webp";

        Assert.Equal(
            ["http://example.com/%C3%A4%20b.jpg?v=%7C", image, "https://example.com/"],
            ImageUrlList.Read(["HTTP://EXAMPLE.com:80/ä b.jpg?v=|#top", image, " https://example.com", "http://example.com/%C3%A4%20b.jpg?v=%7C"]));
    }

    [Theory]
    [InlineData("lamp.jpg")]
    [InlineData("/api/products/images/lamp.webp")]
    [InlineData("ftp://example.com/lamp.jpg")]
    [InlineData("file:///etc/passwd")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://me:secret@example.com/lamp.jpg")]
    [InlineData("https://")]
    [InlineData("")]
    public void What_is_no_url_of_an_image_is_refused(string text) => Assert.Null(ImageUrlList.Read(["https://example.com/a.jpg", text]));

    /// <summary>The database counts bytes, and the host of a URL is stored as it is written.</summary>
    [Theory]
    [InlineData("https://example.com/", 1000, true)]
    [InlineData("https://example.com/", 1001, false)]
    [InlineData("https://bücher.example.com/", 1000, true)]
    [InlineData("https://bücher.example.com/", 1001, false)]
    public void A_url_has_at_most_1000_bytes(string start, int bytes, bool isRead) =>
        Assert.Equal(isRead, ImageUrlList.Read([start + new string('a', bytes - Encoding.UTF8.GetByteCount(start))]) is not null);
}
