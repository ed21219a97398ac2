using Cartwright.Contracts;
using Cartwright.Platform.Hosting;

namespace Cartwright.Webhooks;

/// <summary>The events that webhooks can have. Two are missing: a request for a new password is nobody else's business, and a superseded event comes no more.</summary>
internal static class OfferedEvents
{
    /// <summary>The name that stands for all events.</summary>
    public const string All = "*";

    /// <summary>The name of the event that tries a webhook.</summary>
    public const string Test = "webhook.test";

    /// <summary>The events, by name.</summary>
    public static IReadOnlyList<EventType> Types { get; } =
    [
        .. EventCatalog.ByName.Values
            .Where(type => !type.IsSuperseded && type.Type != typeof(PasswordResetRequested))
            .OrderBy(type => type.Name, StringComparer.Ordinal),
    ];

    static readonly Dictionary<string, EventType> ByName = Types.ToDictionary(type => type.Name, StringComparer.Ordinal);

    /// <summary>Whether a webhook can have this: <c>*</c>, the name of an event, or <c>name@version</c>.</summary>
    public static bool Has(string wanted) => wanted == All || ByName.ContainsKey(wanted)
        || (wanted.Split('@') is [var name, var version] && ByName.TryGetValue(name, out var type) && version == VersionOf(type));

    /// <summary>Subscribes to all of them.</summary>
    public static void Subscribe(ServiceSetup setup)
    {
        setup.On<UserErased, WhenUserErased>();
        On<UserCreated>(setup);
        On<UserUpdated>(setup);
        On<UserPasswordChanged>(setup);
        On<ProductCreated>(setup);
        On<ProductUpdated>(setup);
        On<ProductDeleted>(setup);
        On<ProductAvailabilityChanged>(setup);
        On<CategoryCreated>(setup);
        On<CategoryUpdated>(setup);
        On<CategoryDeleted>(setup);
        On<OrderCreated>(setup);
        On<OrderPaymentRequested>(setup);
        On<OrderConfirmed>(setup);
        On<OrderRejected>(setup);
        On<OrderCancelled>(setup);
        On<OrderPaymentFailed>(setup);
        On<OrderPartiallyShipped>(setup);
        On<OrderShipped>(setup);
        On<OrderDispatchRefused>(setup);
        On<OrderDelivered>(setup);
        On<ReturnRequested>(setup);
        On<ReturnApproved>(setup);
        On<ReturnRejected>(setup);
        On<ReturnCancelled>(setup);
        On<ReturnReceived>(setup);
        On<ReturnInspected>(setup);
        On<ReturnRefundRequested>(setup);
        On<ReturnCompleted>(setup);
        On<InventoryReserved>(setup);
        On<InventoryRejected>(setup);
        On<StockChanged>(setup);
        On<StockLow>(setup);
        On<PaymentAuthorized>(setup);
        On<PaymentCompleted>(setup);
        On<PaymentActionRequired>(setup);
        On<PaymentVoided>(setup);
        On<PaymentFailed>(setup);
        On<PaymentRefunded>(setup);
        On<PaymentCancelled>(setup);
        On<PaymentCaptureFailed>(setup);
        On<PaymentVoidFailed>(setup);
        On<PaymentRefundFailed>(setup);
        On<ShipmentCreated>(setup);
        On<ShipmentDispatchRequested>(setup);
        On<ShipmentDispatched>(setup);
        On<ShipmentDelivered>(setup);
        On<ShippingRatesChanged>(setup);
        On<ImportCompleted>(setup);
        On<ImportFailed>(setup);
    }

    static string VersionOf(EventType type) => type.Version.ToString(System.Globalization.CultureInfo.InvariantCulture);

    // A replay would deliver again what receivers had, so the handlers are not repeatable.
    static void On<TEvent>(ServiceSetup setup) where TEvent : class, IEvent => setup.On<TEvent, WhenOffered<TEvent>>();
}
