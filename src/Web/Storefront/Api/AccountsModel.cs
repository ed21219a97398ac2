namespace Cartwright.Storefront.Api;

/// <summary>What an account knows about its customer.</summary>
/// <param name="Id">The account.</param>
/// <param name="Username">Name to sign in with.</param>
/// <param name="Email">Where messages go.</param>
/// <param name="FirstName">Given name.</param>
/// <param name="LastName">Family name.</param>
/// <param name="Phone">Telephone number.</param>
/// <param name="Addresses">Where things can be sent.</param>
/// <param name="Version">Rises with every change.</param>
public sealed record Profile(
    Guid Id,
    string Username,
    string Email,
    string? FirstName,
    string? LastName,
    string? Phone,
    IReadOnlyList<SavedAddress>? Addresses,
    int Version);

/// <summary>An address in a customer's address book.</summary>
/// <param name="Id">The entry.</param>
/// <param name="Label">What the customer calls it.</param>
/// <param name="Street">Street and number.</param>
/// <param name="City">Town.</param>
/// <param name="State">State or region, where addresses have one.</param>
/// <param name="ZipCode">Postal code.</param>
/// <param name="Country">ISO 3166 alpha-2 code.</param>
/// <param name="IsDefault">Whether it is the one to propose.</param>
public sealed record SavedAddress(
    Guid Id, string? Label, string? Street, string? City, string? State, string? ZipCode, string? Country, bool IsDefault)
{
    /// <summary>The place alone.</summary>
    public PostalAddress Postal => new(Street, City, State, ZipCode, Country);
}

/// <summary>The tokens of a session.</summary>
/// <param name="AccessToken">Proves to services who the customer is, for a short time.</param>
/// <param name="RefreshToken">Buys the next pair of tokens, once.</param>
/// <param name="ExpiresIn">Seconds that the access token lasts.</param>
public sealed record Tokens(string AccessToken, string RefreshToken, int ExpiresIn);

/// <summary>Opens an account.</summary>
/// <param name="Username">Name to sign in with.</param>
/// <param name="Email">Where messages go.</param>
/// <param name="Password">The password.</param>
/// <param name="FirstName">Given name.</param>
/// <param name="LastName">Family name.</param>
public sealed record RegisterRequest(string Username, string Email, string Password, string? FirstName, string? LastName);

/// <summary>Signs in, by one of the two names.</summary>
/// <param name="Email">The address of the account.</param>
/// <param name="Username">Or its name.</param>
/// <param name="Password">The password.</param>
public sealed record LoginRequest(string? Email, string? Username, string Password);

/// <summary>Names a session by its refresh token.</summary>
/// <param name="RefreshToken">The token.</param>
public sealed record RefreshRequest(string RefreshToken);

/// <summary>Changes an account.</summary>
/// <param name="FirstName">Given name.</param>
/// <param name="LastName">Family name.</param>
/// <param name="Phone">Telephone number.</param>
/// <param name="Email">Where messages go.</param>
public sealed record ProfileRequest(string? FirstName, string? LastName, string? Phone, string? Email);

/// <summary>Adds an address to the address book.</summary>
/// <param name="Label">What the customer calls it.</param>
/// <param name="Street">Street and number.</param>
/// <param name="City">Town.</param>
/// <param name="State">State or region.</param>
/// <param name="ZipCode">Postal code.</param>
/// <param name="Country">ISO 3166 alpha-2 code.</param>
/// <param name="IsDefault">Whether to propose it from now on.</param>
public sealed record AddressRequest(
    string? Label, string? Street, string? City, string? State, string? ZipCode, string? Country, bool IsDefault);
