using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Orders;

/// <summary>Removes the personal data of orders. The books keep numbers, lines, amounts, dates, and the country, by which the tax is told.</summary>
internal static class OrderPersonalData
{
    /// <summary>A condition in SQL on an order: it holds an address. No address is without a street.</summary>
    public const string HasAddress = "shipping_address ->> 'street' <> ''";

    /// <summary>A condition in SQL on an order: it holds an address, or a comment of its customer about a return.</summary>
    public const string IsLeft =
        $"({HasAddress} or exists (select from returns where returns.order_id = orders.id and returns.comment is not null))";

    /// <summary>
    /// A condition in SQL on an order: it is under way, so its address is needed. An order whose money was given back in full is not sent, whatever its status.
    /// </summary>
    public const string IsOpen = "status in ('pending', 'awaiting_payment', 'confirmed', 'partially_shipped', 'shipped') and payment_status <> 'refunded'";

    /// <summary>Removes the data of orders, which the caller has locked, and of their events.</summary>
    public static async Task EraseAsync(UnitOfWork work, Guid[] orders, CancellationToken cancellationToken)
    {
        await work.ExecuteAsync(
            $"""
            update orders
            set shipping_address = {Erased("shipping_address")}, payment_token = null,
                billing_address = case when billing_address is not null then {Erased("billing_address")} end
            where id = any(@orders)
            """,
            new { orders },
            cancellationToken);
        await work.ExecuteAsync("update returns set comment = null where order_id = any(@orders) and comment is not null", new { orders }, cancellationToken);
        await PersonalData.EraseFromLogAsync(work, orders, cancellationToken);
    }

    static string Erased(string address) => $"jsonb_build_object('street', '', 'city', '', 'state', '', 'zipCode', '', 'country', {address} -> 'country')";
}
