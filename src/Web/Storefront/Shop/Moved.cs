namespace Cartwright.Storefront.Shop;

/// <summary>Answers a request for a page that has another address now.</summary>
internal static class Moved
{
    /// <summary>Leads to the new address (301).</summary>
    /// <param name="context">The request.</param>
    /// <param name="address">The path and query of the page.</param>
    public static void To(HttpContext context, string address)
    {
        // A name may come back: a browser that kept this for ever would then turn in circles.
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Redirect(address, permanent: true);
    }
}
