using System.Text.Json.Serialization;

namespace Cartwright.Storefront.Api;

/// <summary>Serializers, generated at build time, of everything that is said to the services.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(Product))]
[JsonSerializable(typeof(ProductPage))]
[JsonSerializable(typeof(SearchPageAnswer))]
[JsonSerializable(typeof(ProductAddressPage))]
[JsonSerializable(typeof(CategoryList))]
[JsonSerializable(typeof(Cart))]
[JsonSerializable(typeof(CartItemRequest))]
[JsonSerializable(typeof(CartQuantityRequest))]
[JsonSerializable(typeof(Order))]
[JsonSerializable(typeof(OrderPage))]
[JsonSerializable(typeof(PlaceOrderRequest))]
[JsonSerializable(typeof(PayRequest))]
[JsonSerializable(typeof(OrderReturns))]
[JsonSerializable(typeof(OrderReturn))]
[JsonSerializable(typeof(ReturnRequest))]
[JsonSerializable(typeof(QuoteRequest))]
[JsonSerializable(typeof(Quote))]
[JsonSerializable(typeof(RegisterRequest))]
[JsonSerializable(typeof(LoginRequest))]
[JsonSerializable(typeof(RefreshRequest))]
[JsonSerializable(typeof(ChangePasswordRequest))]
[JsonSerializable(typeof(EraseRequest))]
[JsonSerializable(typeof(PasswordResetRequest))]
[JsonSerializable(typeof(NewPasswordRequest))]
[JsonSerializable(typeof(Tokens))]
[JsonSerializable(typeof(Profile))]
[JsonSerializable(typeof(ProfileRequest))]
[JsonSerializable(typeof(AddressRequest))]
[JsonSerializable(typeof(NotificationPage))]
[JsonSerializable(typeof(ShipmentPage))]
[JsonSerializable(typeof(RecommendationList))]
[JsonSerializable(typeof(RecommendationChoice))]
internal sealed partial class ApiJson : JsonSerializerContext;
