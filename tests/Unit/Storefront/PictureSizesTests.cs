using Cartwright.Storefront.Api;
using Cartwright.Storefront.Shop;

namespace Cartwright.Unit.Storefront;

public sealed class PictureSizesTests
{
    static readonly ProductImage Photo = new("/api/products/images/ab-1-1600.webp", "A lamp", 1600, 1200, [160, 480, 960]);

    [Fact]
    public void A_browser_chooses_among_all_sizes() => Assert.Equal(
        "/api/products/images/ab-1-160.webp 160w, /api/products/images/ab-1-480.webp 480w, /api/products/images/ab-1-960.webp 960w, /api/products/images/ab-1-1600.webp 1600w",
        PictureSizes.Sources(Photo));

    [Theory]
    [InlineData(100, "-160.webp")]
    [InlineData(160, "-160.webp")]
    [InlineData(161, "-480.webp")]
    [InlineData(961, "-1600.webp")]
    [InlineData(9999, "-1600.webp")]
    public void The_smallest_size_that_is_wide_enough_is_taken(int width, string end) =>
        Assert.Equal("/api/products/images/ab-1" + end, PictureSizes.UrlFor(Photo, width));

    [Fact]
    public void A_drawing_or_an_old_picture_has_one_size()
    {
        ProductImage[] images = [new("/api/products/images/ab-800.svg", null, 800, 800, []), new("/api/products/images/ab.png", null), new("/img/x.svg", null, 1, 1, [1])];
        foreach (var image in images)
        {
            Assert.Null(PictureSizes.Sources(image));
            Assert.Equal(image.Url, PictureSizes.UrlFor(image, 100));
        }
    }
}
