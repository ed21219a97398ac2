using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cartwright.Accounts;

/// <summary>Serializers of the service's requests and responses.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(RegisterUserRequest))]
[JsonSerializable(typeof(EditUserRequest))]
[JsonSerializable(typeof(AddressRequest))]
[JsonSerializable(typeof(LogInRequest))]
[JsonSerializable(typeof(RefreshTokenRequest))]
[JsonSerializable(typeof(ChangePasswordRequest))]
[JsonSerializable(typeof(RequestPasswordResetRequest))]
[JsonSerializable(typeof(ResetPasswordRequest))]
[JsonSerializable(typeof(EraseUserRequest))]
[JsonSerializable(typeof(OpenOrderListResponse))]
[JsonSerializable(typeof(ExportedSession))]
[JsonSerializable(typeof(ExportedPasswordReset))]
[JsonSerializable(typeof(TokenResponse))]
[JsonSerializable(typeof(SessionPair))]
[JsonSerializable(typeof(UserResponse))]
[JsonSerializable(typeof(AddressListResponse))]
[JsonSerializable(typeof(IReadOnlyList<AddressResponse>))]
[JsonSerializable(typeof(CustomerListResponse))]
[JsonSerializable(typeof(KeySetResponse))]
[JsonSerializable(typeof(RotateKeyResponse))]
internal sealed partial class AccountsJson : JsonSerializerContext;
