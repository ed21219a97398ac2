using Cartwright.Catalog;

namespace Cartwright.Unit.Catalog;

public sealed class ImageTypeTests
{
    [Theory]
    [InlineData("89504E470D0A1A0A00", "image/png")]
    [InlineData("FFD8FFE0", "image/jpeg")]
    [InlineData("524946460000000057454250", "image/webp")]
    [InlineData("474946383961", "image/gif")]
    [InlineData("474946383861", null)]
    [InlineData("", null)]
    public void A_picture_is_recognised_by_its_first_bytes(string hex, string? mediaType) =>
        Assert.Equal(mediaType, ImageType.Sniff(Convert.FromHexString(hex))?.MediaType);
}
