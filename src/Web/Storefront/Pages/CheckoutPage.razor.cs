using System.Globalization;
using Cartwright.Contracts;
using Cartwright.Storefront.Api;
using Cartwright.Storefront.Components;
using Cartwright.Storefront.Sessions;
using Cartwright.Storefront.Shop;
using Microsoft.AspNetCore.Components;

namespace Cartwright.Storefront.Pages;

/// <summary>Turns the cart into an order.</summary>
public sealed partial class CheckoutPage
{
    IReadOnlyList<SavedAddress> _addresses = [];
    Quote? _quote;
    Problem? _problem;

    [Inject]
    AccountsApi Accounts { get; set; } = null!;

    [Inject]
    CartsApi Carts { get; set; } = null!;

    [Inject]
    OrdersApi Orders { get; set; } = null!;

    [Inject]
    Notices Notices { get; set; } = null!;

    [Inject]
    Visitor Visitor { get; set; } = null!;

    [Inject]
    NavigationManager Navigation { get; set; } = null!;

    [SupplyParameterFromForm]
    CheckoutInput? Input { get; set; }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        var isNew = Input is null;
        Input ??= new CheckoutInput();
        Input.ShippingAddress ??= new AddressInput();
        var profile = await Accounts.ProfileAsync(Aborted);
        _addresses = profile?.Addresses ?? [];
        if (isNew)
        {
            Input.ShippingAddress.Recipient = profile?.FullName;
        }

        if (isNew && !await BeginAsync(Input))
        {
            Navigation.NavigateTo("/cart");
            return;
        }

        var items = OrderedItems.Read(Input.Items);
        if (items is null)
        {
            Navigation.NavigateTo("/cart");
            return;
        }

        _quote = await PriceAsync(items);
        if (isNew)
        {
            Remember(Input);
        }
    }

    async Task<bool> BeginAsync(CheckoutInput input)
    {
        var cart = await Carts.CurrentAsync(Aborted);
        if (!cart.CanBeOrdered)
        {
            if (cart.Items.Count > 0)
            {
                Notices.Warn("Please look at the marked items before you check out.");
            }

            return false;
        }

        // Made when the form is rendered: however often the form is sent, there is one order.
        input.Key = Guid.CreateVersion7().ToString();
        input.Items = OrderedItems.Write(cart.Items.Select(x => new WantedItem(x.Sku, x.Quantity)));
        input.CartId = cart.Id;
        input.Token = TestCard.All[0].Token;
        input.Address = _addresses.OrderByDescending(x => x.IsDefault).FirstOrDefault()?.Id.ToString();
        return true;
    }

    async Task PlaceOrderAsync()
    {
        var input = Input!;
        if (input.Update)
        {
            Remember(input);
            return;
        }

        if (Total(_quote) != input.ExpectedTotal)
        {
            ShowNewTotal(input);
            return;
        }

        if (Methods(_quote) != (input.Methods ?? "") && _quote!.ShippingMethods.Count > 1)
        {
            Remember(input);
            _problem = Problem.Of("There are several ways to send your order to this address. Please choose one.");
            return;
        }

        var order = await SendAsync(input);
        if (order is null)
        {
            return;
        }

        if (SavedAddress is null && input.SaveAddress)
        {
            await KeepAddressAsync(input.ShippingAddress!.ToPostal());
        }

        Navigation.NavigateTo($"/orders/{order.Id}");
    }

    async Task<Order?> SendAsync(CheckoutInput input)
    {
        var request = new PlaceOrderRequest(
            OrderedItems.Read(input.Items)!,
            Destination,
            new PaymentChoice(TestCard.Method, input.Token ?? ""),
            input.CartId,
            new ExpectedTotal(_quote!.Total, _quote.Currency),
            _quote.ShippingMethod);
        try
        {
            var answer = await Orders.PlaceAsync(request, input.Key ?? "", Aborted);
            _problem = SavedAddress is null ? answer.Problem : OfSavedAddress(answer.Problem);
            if (answer.Problem is { Status: StatusCodes.Status409Conflict, Errors: { } errors } && errors.ContainsKey("items"))
            {
                Notices.Warn("Your cart has changed since you began to check out. Please look at it again.");
                Navigation.NavigateTo("/cart");
            }
            else if (answer.Problem is { Status: StatusCodes.Status409Conflict, Reason: "total_changed" })
            {
                _quote = await PriceAsync(request.Items);
                ShowNewTotal(input);
            }

            return answer.Value;
        }
        catch (ServiceUnavailableException)
        {
            _problem = Problem.Of("We could not reach our order desk. Please try again: however often you do, it stays one order.");
            return null;
        }
    }

    void ShowNewTotal(CheckoutInput input)
    {
        Remember(input);
        _problem = Problem.Of("The total has changed. Please look at it again before you order.");
    }

    /// <summary>The form has no fields for the parts of a saved address, which may be older than the rules that refuse it.</summary>
    internal static Problem? OfSavedAddress(Problem? problem)
    {
        var messages = problem?.Errors?.Where(error => error.Key.StartsWith("shippingAddress.", StringComparison.Ordinal)).SelectMany(error => error.Value).ToList();
        return messages is [_, ..] ? Problem.Of($"We cannot send anything to this address. {string.Join(' ', messages)} Please choose another one.") : problem;
    }

    async Task KeepAddressAsync(PostalAddress address)
    {
        try
        {
            await Accounts.AddAddressAsync(Visitor.UserId, new AddressRequest(address) { IsDefault = _addresses.Count == 0 }, Aborted);
        }
        catch (ServiceUnavailableException)
        {
            // The order is placed; a failure to save the address must not hide that.
        }
    }

    async Task<Quote> PriceAsync(IReadOnlyList<WantedItem> items)
    {
        var method = string.IsNullOrEmpty(Input!.ShippingMethod) ? null : Input.ShippingMethod;
        var quote = await Orders.QuoteAsync(new QuoteRequest(items, Destination.Country, Destination.ZipCode, method), Aborted);
        if (!quote.Succeeded && method is not null)
        {
            // The chosen method does not serve another address, or is no longer offered: the total that changes tells the customer.
            quote = await Orders.QuoteAsync(new QuoteRequest(items, Destination.Country, Destination.ZipCode), Aborted);
        }

        if (!quote.Succeeded)
        {
            // The orders service rejects an unknown country, and one that nothing is sent to; the page shows the error beside the field.
            quote = await Orders.QuoteAsync(new QuoteRequest(items, null), Aborted);
        }

        return quote.Value ?? throw new ServiceUnavailableException("orders did not price the cart.");
    }

    SavedAddress? SavedAddress => _addresses.FirstOrDefault(x => x.Id.ToString() == Input!.Address);

    PostalAddress Destination => SavedAddress ?? Input!.ShippingAddress!.ToPostal();

    // What the page shows: the customer agrees to nothing else.
    void Remember(CheckoutInput input) => (input.ExpectedTotal, input.Methods) = (Total(_quote), Methods(_quote));

    static string Methods(Quote? quote) => string.Join(' ', quote?.ShippingMethods.Select(method => method.Code) ?? []);

    static string? Total(Quote? quote) => quote is null ? null : string.Create(CultureInfo.InvariantCulture, $"{quote.Total} {quote.Currency}");

    sealed class CheckoutInput
    {
        public string? Key { get; set; }

        public string? Items { get; set; }

        public Guid? CartId { get; set; }

        public string? ExpectedTotal { get; set; }

        public string? Methods { get; set; }

        public string? Address { get; set; }

        public AddressInput? ShippingAddress { get; set; }

        public bool SaveAddress { get; set; }

        public string? Token { get; set; }

        public string? ShippingMethod { get; set; }

        public bool Update { get; set; }
    }
}
