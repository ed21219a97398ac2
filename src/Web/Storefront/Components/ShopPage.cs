using Microsoft.AspNetCore.Components;

namespace Cartwright.Storefront.Components;

/// <summary>A page of the shop, rendered once on the server.</summary>
public abstract class ShopPage : ComponentBase
{
    /// <summary>The request that is being answered.</summary>
    [CascadingParameter]
    public required HttpContext Context { get; set; }

    /// <summary>Fires when the visitor has gone away.</summary>
    protected CancellationToken Aborted => Context.RequestAborted;
}
