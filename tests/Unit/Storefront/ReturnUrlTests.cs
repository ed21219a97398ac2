using Cartwright.Storefront.Sessions;

namespace Cartwright.Unit.Storefront;

public sealed class ReturnUrlTests
{
    [Theory]
    [InlineData("/checkout")]
    [InlineData("/products/1?sku=a%20b")]
    public void A_path_on_this_site_is_returned_to(string url) => Assert.Equal(url, ReturnUrl.Safe(url));

    [Theory]
    [InlineData("/products/täst?q=日本", "/products/t%C3%A4st?q=%E6%97%A5%E6%9C%AC")]
    public void It_is_ascii_as_a_header_needs_it(string url, string ascii) => Assert.Equal(ascii, ReturnUrl.Safe(url));

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
