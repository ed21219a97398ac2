using System.Text.Json;
using Cartwright.Accounts;

namespace Cartwright.Unit.Accounts;

public sealed class AddressResponseTests
{
    [Fact]
    public void An_address_shows_its_postal_members_between_its_label_and_its_flag() => Assert.Equal(
        """
        {"id":"00000000-0000-0000-0000-000000000000","label":"Home","street":"Main Street 1","city":"Berlin","state":"","zipCode":"10115","country":"DE","isDefault":true}
        """,
        JsonSerializer.Serialize(
            new AddressResponse(Guid.Empty, "Home", "Main Street 1", "Berlin", "", "10115", "DE", true), AccountsJson.Default.Options.GetTypeInfo(typeof(AddressResponse))));
}
