using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Cartwright.Contracts;

/// <summary>What is known of one event: its name, version, publisher and how it is read and written.</summary>
/// <param name="Name">The name on the wire.</param>
/// <param name="Version">The version of the schema.</param>
/// <param name="Publisher">The service that publishes it.</param>
/// <param name="Type">The record.</param>
/// <param name="Json">Its generated serializer.</param>
/// <param name="IsSuperseded">Whether nobody publishes it any more.</param>
public sealed record EventType(string Name, int Version, string Publisher, Type Type, JsonTypeInfo Json, bool IsSuperseded = false)
{
    /// <summary>The members that hold personal data.</summary>
    public IReadOnlyList<PersonalMember> PersonalMembers { get; } = PersonalMember.Of(Type);
}

/// <summary>All events of the system, by record and by name.</summary>
public static class EventCatalog
{
    /// <summary>Every event, by name.</summary>
    public static FrozenDictionary<string, EventType> ByName { get; } = Find().ToFrozenDictionary(e => e.Name);

    static readonly FrozenDictionary<Type, EventType> ByType = ByName.Values.ToFrozenDictionary(e => e.Type);

    /// <summary>What is known of a record that is an event.</summary>
    /// <exception cref="KeyNotFoundException">The type is not an event of this assembly.</exception>
    public static EventType Of(Type type) => ByType[type];

    static IEnumerable<EventType> Find() =>
        from type in typeof(EventCatalog).Assembly.GetTypes()
        let attribute = type.GetCustomAttribute<EventAttribute>()
        where attribute is not null
        let json = EventJson.Default.GetTypeInfo(type)
            ?? throw new InvalidOperationException($"{type.Name} is not listed in {nameof(EventJson)}.")
        select new EventType(attribute.Name, attribute.Version, attribute.Publisher, type, json, attribute.IsSuperseded);
}

/// <summary>Generated serializers of all events. Absent members stay readable: members are only ever added.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(UserCreated))]
[JsonSerializable(typeof(UserUpdated))]
[JsonSerializable(typeof(PasswordResetRequested))]
[JsonSerializable(typeof(UserPasswordChanged))]
[JsonSerializable(typeof(UserErased))]
[JsonSerializable(typeof(ProductCreated))]
[JsonSerializable(typeof(ProductUpdated))]
[JsonSerializable(typeof(ProductDeleted))]
[JsonSerializable(typeof(ProductAvailabilityChanged))]
[JsonSerializable(typeof(CategoryCreated))]
[JsonSerializable(typeof(CategoryUpdated))]
[JsonSerializable(typeof(CategoryDeleted))]
[JsonSerializable(typeof(OrderCreated))]
[JsonSerializable(typeof(OrderPaymentRequested))]
[JsonSerializable(typeof(OrderConfirmed))]
[JsonSerializable(typeof(OrderRejected))]
[JsonSerializable(typeof(OrderCancelled))]
[JsonSerializable(typeof(OrderPaymentFailed))]
[JsonSerializable(typeof(OrderPartiallyShipped))]
[JsonSerializable(typeof(OrderShipped))]
[JsonSerializable(typeof(OrderDispatchRefused))]
[JsonSerializable(typeof(OrderDelivered))]
[JsonSerializable(typeof(OrderUpdated))]
[JsonSerializable(typeof(ReturnRequested))]
[JsonSerializable(typeof(ReturnApproved))]
[JsonSerializable(typeof(ReturnRejected))]
[JsonSerializable(typeof(ReturnCancelled))]
[JsonSerializable(typeof(ReturnReceived))]
[JsonSerializable(typeof(ReturnInspected))]
[JsonSerializable(typeof(ReturnRefundRequested))]
[JsonSerializable(typeof(ReturnCompleted))]
[JsonSerializable(typeof(InventoryReserved))]
[JsonSerializable(typeof(InventoryRejected))]
[JsonSerializable(typeof(StockChanged))]
[JsonSerializable(typeof(StockLow))]
[JsonSerializable(typeof(PaymentAuthorized))]
[JsonSerializable(typeof(PaymentCompleted))]
[JsonSerializable(typeof(PaymentActionRequired))]
[JsonSerializable(typeof(PaymentVoided))]
[JsonSerializable(typeof(PaymentFailed))]
[JsonSerializable(typeof(PaymentRefunded))]
[JsonSerializable(typeof(PaymentCancelled))]
[JsonSerializable(typeof(PaymentCaptureFailed))]
[JsonSerializable(typeof(PaymentVoidFailed))]
[JsonSerializable(typeof(PaymentRefundFailed))]
[JsonSerializable(typeof(ShipmentCreated))]
[JsonSerializable(typeof(ShipmentDispatchRequested))]
[JsonSerializable(typeof(ShipmentDispatched))]
[JsonSerializable(typeof(ShipmentDelivered))]
[JsonSerializable(typeof(ShippingRatesChanged))]
[JsonSerializable(typeof(ImportCompleted))]
[JsonSerializable(typeof(ImportFailed))]
public sealed partial class EventJson : JsonSerializerContext;
