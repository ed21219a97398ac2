using Microsoft.Playwright;

namespace Cartwright.EndToEnd;

public sealed class ScreenshotTests(RunningShop shop)
{
    [Fact]
    public async Task The_home_page_makes_the_picture_of_the_readme()
    {
        await using var ada = await shop.OpenAsync(height: 1420);

        await ada.Page.GotoAsync("/", new() { WaitUntil = WaitUntilState.NetworkIdle });

        // The newest products differ from one shop to the next: the picture is drawn anew when it was deleted, not at every run.
        var file = Path.Combine(RunningShop.Repository, "docs", "images", "storefront.png");
        var picture = await ada.Page.ScreenshotAsync(new() { Path = File.Exists(file) ? null : file });
        Assert.True(picture.Length > 20_000, "The picture is blank.");
    }
}
