namespace Cartwright.Simulators;

/// <summary>
/// Marketplaces in the manner of the real ones: who logs in gets a token for a while and reads orders by index, page by page. The account that logs in
/// decides which marketplace it is, what it has and what goes wrong with it. What each refuses is its own: the shop's users are nobody here.
/// </summary>
internal static class Marketplace
{
    public static void Map(WebApplication app)
    {
        var marketplace = app.MapGroup("").AllowAnonymous().WithTags("Marketplace");
        marketplace.MapPost("/auth", LogIn.HandleAsync);
        marketplace.MapGet("/orders/unprocessed", FindUnprocessedOrders.HandleAsync);
        marketplace.MapGet("/orders", ReadOrders.HandleAsync);

        var admin = app.MapGroup("/admin/marketplaces/{account}").AllowAnonymous().WithTags("Marketplace settings");
        admin.MapGet("", ChangeMarketplace.Show);
        admin.MapPut("", ChangeMarketplace.Handle);
        admin.MapGet("counts", CountMarketplace.Show);
        admin.MapDelete("counts", CountMarketplace.Reset);
    }
}
