using Cartwright.Platform.Http;
using Cartwright.Storefront.Sessions;

namespace Cartwright.Storefront.Api;

/// <summary>Sign-in and the customer's own data.</summary>
internal sealed class AccountsApi(IHttpClientFactory clients, Visitor visitor) : ApiClient("accounts", clients, visitor)
{
    public Task<ApiResponse<Profile>> RegisterAsync(RegisterRequest registration, CancellationToken cancellationToken) =>
        SendAsync(
            AnonymousRequest(HttpMethod.Post, "/api/auth/register", registration, ApiJson.Default.RegisterRequest),
            ApiJson.Default.Profile,
            cancellationToken);

    public Task<ApiResponse<Tokens>> LoginAsync(LoginRequest login, CancellationToken cancellationToken) =>
        SendAsync(AnonymousRequest(HttpMethod.Post, "/api/auth/login", login, ApiJson.Default.LoginRequest), ApiJson.Default.Tokens, cancellationToken);

    public Task<ApiResponse<Tokens>> RefreshAsync(string refreshToken, CancellationToken cancellationToken) =>
        SendAsync(
            AnonymousRequest(HttpMethod.Post, "/api/auth/refresh", new RefreshRequest(refreshToken), ApiJson.Default.RefreshRequest),
            ApiJson.Default.Tokens,
            cancellationToken);

    /// <summary>Ends a session for good: its refresh token is worth nothing afterwards.</summary>
    public Task<ApiResponse<Nothing>> LogoutAsync(string refreshToken, CancellationToken cancellationToken) =>
        SendAsync(AnonymousRequest(HttpMethod.Post, "/api/auth/logout", new RefreshRequest(refreshToken), ApiJson.Default.RefreshRequest), cancellationToken);

    /// <summary>Ends all sessions of the customer, this one too.</summary>
    public Task<ApiResponse<Nothing>> EndAllSessionsAsync(CancellationToken cancellationToken) =>
        SendAsync(Request(HttpMethod.Post, "/api/auth/logout/all"), cancellationToken);

    /// <summary>Changes the password, and ends all other sessions.</summary>
    public Task<ApiResponse<Nothing>> ChangePasswordAsync(ChangePasswordRequest change, CancellationToken cancellationToken) =>
        SendAsync(Request(HttpMethod.Post, "/api/auth/password", change, ApiJson.Default.ChangePasswordRequest), cancellationToken);

    /// <summary>Everything that the shop holds about the customer, 16 MB at most.</summary>
    public async Task<ApiResponse<AccountExport>> ExportAsync(Guid userId, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Get, $"/api/users/{userId}/export");
        using var response = await ExchangeAsync(request, cancellationToken);
        return response.IsSuccessStatusCode
            ? new(
                new(
                    new MemoryStream(await response.Content.ReadAsByteArrayAsync(cancellationToken), writable: false),
                    response.Content.Headers.ContentDisposition?.FileName ?? "account.json"),
                null)
            : new(null, Problem.Of($"accounts answered {(int)response.StatusCode}."));
    }

    /// <summary>Erases the customer's account.</summary>
    public Task<ApiResponse<Nothing>> EraseAsync(Guid userId, EraseRequest confirmation, CancellationToken cancellationToken) =>
        SendAsync(Request(HttpMethod.Post, $"/api/users/{userId}/erase", confirmation, ApiJson.Default.EraseRequest), cancellationToken);

    /// <summary>Asks for a mail to somebody who forgot a password; the answer does not say whether there is an account.</summary>
    public Task<ApiResponse<Nothing>> RequestPasswordResetAsync(PasswordResetRequest reset, CancellationToken cancellationToken) =>
        SendAsync(AnonymousRequest(HttpMethod.Post, "/api/auth/password/forgotten", reset, ApiJson.Default.PasswordResetRequest), cancellationToken);

    /// <summary>Replaces a forgotten password.</summary>
    public Task<ApiResponse<Nothing>> ResetPasswordAsync(NewPasswordRequest password, CancellationToken cancellationToken) =>
        SendAsync(AnonymousRequest(HttpMethod.Post, "/api/auth/password/reset", password, ApiJson.Default.NewPasswordRequest), cancellationToken);

    public Task<Profile?> ProfileAsync(CancellationToken cancellationToken) =>
        GetAsync("/api/profile", ApiJson.Default.Profile, cancellationToken);

    /// <summary>Changes the customer's data, unless somebody else changed it since <paramref name="version"/>.</summary>
    public Task<ApiResponse<Nothing>> UpdateProfileAsync(Guid userId, int version, ProfileRequest profile, CancellationToken cancellationToken)
    {
        var request = Request(HttpMethod.Put, $"/api/users/{userId}", profile, ApiJson.Default.ProfileRequest);
        return SendAsync(OfVersion(request, version), cancellationToken);
    }

    public Task<ApiResponse<Nothing>> AddAddressAsync(Guid userId, AddressRequest address, CancellationToken cancellationToken) =>
        SendAsync(Request(HttpMethod.Post, $"/api/users/{userId}/addresses", address, ApiJson.Default.AddressRequest), cancellationToken);

    /// <summary>Replaces an address, unless somebody else changed it since <paramref name="version"/>.</summary>
    public Task<ApiResponse<Nothing>> ChangeAddressAsync(Guid userId, Guid addressId, int version, AddressRequest address, CancellationToken cancellationToken) =>
        SendAsync(
            OfVersion(Request(HttpMethod.Put, $"/api/users/{userId}/addresses/{addressId}", address, ApiJson.Default.AddressRequest), version), cancellationToken);

    /// <summary>Removes an address, unless somebody else changed it since <paramref name="version"/>.</summary>
    public Task<ApiResponse<Nothing>> RemoveAddressAsync(Guid userId, Guid addressId, int version, CancellationToken cancellationToken) =>
        SendAsync(OfVersion(Request(HttpMethod.Delete, $"/api/users/{userId}/addresses/{addressId}"), version), cancellationToken);

    static HttpRequestMessage OfVersion(HttpRequestMessage request, int version)
    {
        request.Headers.TryAddWithoutValidation("If-Match", Preconditions.ETag(version));
        return request;
    }
}
