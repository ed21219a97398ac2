namespace Cartwright.Simulators;

/// <summary>
/// Simulated marketplaces: a client logs in, gets a token for a while and reads orders by index, page by page. The account selects the marketplace with its
/// orders and faults. Users of the shop have no account here.
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
