using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Cartwright.EndToEnd;

public sealed class PictureTests(RunningShop shop)
{
    [Fact]
    public async Task A_page_shows_the_size_that_fits_the_screen_and_nothing_moves_when_it_comes()
    {
        var (slug, name) = await AddProductAsync();

        foreach (var (width, expected) in new[] { (360, "-480.webp"), (768, "-480.webp"), (1440, "-960.webp") })
        {
            await using var ada = await shop.OpenAsync(width: width, height: 900);
            await ada.Page.AddInitScriptAsync(
                """
                window.moved = 0;
                new PerformanceObserver(list => { for (const entry of list.getEntries()) window.moved += entry.value; }).observe({ type: "layout-shift", buffered: true });
                """);

            await ada.Page.GotoAsync($"/products/{slug}", new() { WaitUntil = WaitUntilState.NetworkIdle });

            var picture = ada.Page.GetByRole(AriaRole.Img, new() { Name = "A lake in the morning" });
            await Expect(picture).ToBeVisibleAsync();
            Assert.EndsWith(expected, await picture.EvaluateAsync<string>("img => img.currentSrc"), StringComparison.Ordinal);
            Assert.Equal("1600 1000", await picture.EvaluateAsync<string>("img => img.getAttribute('width') + ' ' + img.getAttribute('height')"));
            Assert.Equal(0, await ada.Page.EvaluateAsync<double>("window.moved"));
            Assert.Equal(width, await ada.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            Assert.EndsWith($"/products/{slug}", await ada.Page.Locator("link[rel=canonical]").GetAttributeAsync("href"), StringComparison.Ordinal);
            Assert.Empty(ada.Complaints);
        }

        await using var guest = await shop.OpenAsync(width: 360);
        await guest.Page.GotoAsync($"/search?q={Uri.EscapeDataString(name)}", new() { WaitUntil = WaitUntilState.NetworkIdle });
        await guest.Page.GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync();
        await Expect(guest.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"/products/{slug}$"));
        Assert.Empty(guest.Complaints);
    }

    async Task<(string Slug, string Name)> AddProductAsync()
    {
        using var admin = await shop.AdminAsync();
        using var content = new ByteArrayContent(await LakeAsync()) { Headers = { ContentType = new("image/jpeg") } };
        using var stored = await admin.PostAsync(new Uri("/api/products/images", UriKind.Relative), content, TestContext.Current.CancellationToken);
        var url = (await stored.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("url").GetString();
        var name = $"Print {Guid.NewGuid().ToString("N")[..8]}";
        using var product = await admin.PostAsJsonAsync(
            "/api/products",
            new { name, category = "home-kitchen", price = 20m, images = new[] { new { url, alt = "A lake in the morning" } } },
            TestContext.Current.CancellationToken);
        var added = await product.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return (added.GetProperty("slug").GetString()!, name);
    }

    // Any large photograph: the browser paints one.
    async Task<byte[]> LakeAsync()
    {
        await using var painter = await shop.OpenAsync(width: 2400, height: 1500);
        await painter.Page.SetContentAsync(
            "<body style='background: radial-gradient(circle at 50% 58%, gold 140px, transparent 150px), linear-gradient(steelblue, peachpuff 60%, darkslateblue 60%)'>");
        return await painter.Page.ScreenshotAsync(new() { Type = ScreenshotType.Jpeg, Quality = 85 });
    }
}
