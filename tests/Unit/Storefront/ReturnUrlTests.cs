using Cartwright.Storefront.Sessions;

namespace Cartwright.Unit.Storefront;

public sealed class ReturnUrlTests
{
    [Theory]
    [InlineData("/checkout")]
    [InlineData("/products/1?sku=a%20b")]
    public void A_path_on_this_site_is_returned_to(string url) => Assert.Equal(url, ReturnUrl.Safe(url));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("https://elsewhere.example")]
    [InlineData("//elsewhere.example")]
    [InlineData(@"/\elsewhere.example")]
    [InlineData("/\t/elsewhere.example")]
    [InlineData("javascript:alert(1)")]
    public void Every_other_address_leads_home(string? url) => Assert.Equal("/", ReturnUrl.Safe(url));
}
