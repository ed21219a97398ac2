using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cartwright.Payments;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(RefundRequest))]
[JsonSerializable(typeof(PaymentResponse))]
[JsonSerializable(typeof(PaymentList))]
internal sealed partial class PaymentsJson : JsonSerializerContext;
