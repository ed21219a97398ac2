using Cartwright.Contracts;
using Cartwright.Platform.Hosting;
using Cartwright.Platform.OpenApi;
using Cartwright.Platform.Security;

namespace Cartwright.Carts;

/// <summary>The carts of guests and users, shown at current prices.</summary>
public sealed class CartsService : IService
{
    static readonly TimeSpan PurgeInterval = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public string Name => "carts";

    /// <inheritdoc/>
    public void Configure(ServiceSetup setup)
    {
        setup.UseDatabase();
        setup.UseJson(CartsJson.Default);
        setup.UseOptions<CartsOptions>("Carts");
        setup.Services.AddValidation();
        setup.Call("orders");
        setup.Call("inventory");
        setup.On<OrderCreated, WhenOrderCreated>(isRepeatable: true);
        setup.On<UserErased, WhenUserErased>(isRepeatable: true);
        setup.Every<PurgeAbandonedCarts>(PurgeInterval);
        setup.Services
            .AddSingleton<OrdersClient>()
            .AddSingleton<InventoryClient>()
            .AddSingleton<CartPricing>()
            .AddSingleton<CartIds>()
            .AddSingleton<CartStore>()
            .AddSingleton<MergeCarts>();
    }

    /// <inheritdoc/>
    public void Map(WebApplication app)
    {
        var cart = app.MapGroup("/api/cart").AllowAnonymous().AddEndpointFilter(ValidTokenOrNone.FilterAsync)
            .WithMetadata(new OptionalToken(), Shopper.Described);
        cart.MapGet("", GetCart.HandleAsync)
            .Describe("getCart", "Shows the cart at current prices.");
        cart.MapDelete("", EmptyCart.HandleAsync)
            .Describe("emptyCart", "Removes all lines.");
        cart.MapPost("items", AddToCart.HandleAsync)
            .Describe("addToCart", "Adds units of a SKU.").MayConflict().MayContradict();
        cart.MapPut("items/{sku}", ChangeQuantity.HandleAsync)
            .Describe("changeQuantity", "Sets the units of a line.").MayConflict().MayContradict();
        cart.MapDelete("items/{sku}", RemoveFromCart.HandleAsync)
            .Describe("removeFromCart", "Removes a line.");
        cart.MapPost("accept-prices", AcceptPrices.HandleAsync)
            .Describe("acceptPrices", "Accepts prices that have changed since the customer saw them.");

        var ordering = app.MapGroup("/internal/carts").RequireAuthorization(Policies.Service).ExcludeFromDescription();
        ordering.MapGet("{id:guid}", GetCartToOrder.HandleAsync);
        ordering.MapPut("{id:guid}/order", TakeOrderedLines.HandleAsync);

        app.MapGet("/internal/users/{id:guid}/data", ExportCart.HandleAsync).RequireAuthorization(Policies.Service).ExcludeFromDescription();
    }
}
