using System.Text.Json;
using System.Text.Json.Serialization;
using Cartwright.Platform.Http;

namespace Cartwright.Payments;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(RefundRequest))]
[JsonSerializable(typeof(PaymentResponse))]
[JsonSerializable(typeof(PaymentList))]
[JsonSerializable(typeof(UserDataPage<PaymentResponse>))]
internal sealed partial class PaymentsJson : JsonSerializerContext;
