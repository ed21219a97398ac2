using System.Text.Json;
using Cartwright.Accounts;

namespace Cartwright.Unit.Accounts;

public sealed class AddressResponseTests
{
    [Fact]
    public void An_address_has_its_members_in_the_order_of_a_parcel() => Assert.Equal(
        """
        id label recipient company street street2 city state zipCode country phone isDefault version
        """,
        string.Join(' ', JsonSerializer.SerializeToElement(
            new AddressResponse { Street = "Main Street 1", City = "Berlin", Country = "DE" },
            AccountsJson.Default.Options.GetTypeInfo(typeof(AddressResponse))).EnumerateObject().Select(member => member.Name)));
}
