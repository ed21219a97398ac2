using Microsoft.Playwright;

namespace Cartwright.EndToEnd;

public sealed class ScreenshotTests(RunningShop shop)
{
    [Fact]
    public async Task The_picture_in_the_readme_shows_the_shop_as_it_is()
    {
        await using var ada = await shop.OpenAsync(height: 1000);

        await ada.Page.GotoAsync("/", new() { WaitUntil = WaitUntilState.NetworkIdle });

        var file = Path.Combine(RunningShop.Repository, "docs", "images", "storefront.png");
        var picture = await ada.Page.ScreenshotAsync(new() { Path = file });
        Assert.True(picture.Length > 20_000, "The picture is blank.");
    }
}
