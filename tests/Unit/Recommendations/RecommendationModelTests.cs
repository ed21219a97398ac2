using Cartwright.Recommendations;
using static Cartwright.Unit.Recommendations.Models;

namespace Cartwright.Unit.Recommendations;

public sealed class RecommendationModelTests
{
    [Fact]
    public void What_is_bought_together_comes_before_what_is_viewed_together_and_what_is_popular()
    {
        using var model = WithProducts(7);
        model.Add([Basket(Start, 0, 1), Basket(Start, 0, 1), Basket(Start, 3), Basket(Start, 4), Basket(Start, 4)]);
        model.Add(Session(Start, 0, 2));

        Assert.Equal(
            [
                (1, RecommendationReason.BoughtTogether), (2, RecommendationReason.ViewedTogether), (4, RecommendationReason.PopularInCategory),
                (3, RecommendationReason.Popular),
            ],
            model.WithProduct(Product(0), [], 10).Short());
    }

    [Fact]
    public void Purchases_leave_half_of_an_answer_to_views()
    {
        using var model = WithProducts(10);
        model.Add([Basket(Start, 0, 1, 2, 3, 4)]);
        model.Add(Session(Start, 0, 5, 6));

        Assert.Equal(
            [RecommendationReason.BoughtTogether, RecommendationReason.BoughtTogether, RecommendationReason.ViewedTogether, RecommendationReason.ViewedTogether],
            model.WithProduct(Product(0), [], 4).Select(item => item.Reason));
    }

    [Fact]
    public void A_product_that_everybody_buys_belongs_less_to_a_product_than_one_that_is_bought_with_it_alone()
    {
        using var model = WithProducts(4);
        model.Add([.. Enumerable.Range(0, 5).Select(_ => Basket(Start, 0, 1, 2)), .. Enumerable.Range(0, 50).Select(_ => Basket(Start, 1, 3))]);

        Assert.Equal([2, 1], model.WithProduct(Product(0), [], 2).Short().Select(item => item.Product));
    }

    [Fact]
    public void One_basket_says_less_than_many()
    {
        using var model = WithProducts(3);
        // The cosines are 1/√11 and 4/√330: the single basket has the greater one.
        model.Add([Basket(Start, 0, 1), .. Many(4, 0, 2), .. Many(26, 2), .. Many(6, 0)]);

        Assert.Equal([2, 1], model.WithProduct(Product(0), [], 2).Short().Select(item => item.Product));
    }

    [Fact]
    public void A_signal_counts_half_after_the_half_life()
    {
        using var model = WithProducts(3);
        model.Add([Basket(Start, 0), Basket(Start - TimeSpan.FromDays(30), 1)]);

        var popular = model.Next([], [], 2);

        Assert.Equal([0, 1], popular.Short().Select(item => item.Product));
        Assert.Equal(0.5, popular[1].Score / popular[0].Score, 9);
    }

    [Fact]
    public void The_signals_of_one_product_decay_each_by_its_own_age()
    {
        using var model = WithProducts(3);
        model.Add([Basket(Start, 0), Basket(Start - TimeSpan.FromDays(30), 0), Basket(Start, 1)]);

        var popular = model.Next([], [], 2);

        Assert.Equal(1 / 1.5, popular[1].Score / popular[0].Score, 9);
    }

    [Fact]
    public void Products_that_are_equally_good_are_in_the_order_of_their_ids_whichever_came_first()
    {
        using var model = new RecommendationModel(Limits);
        model.Add([.. Enumerable.Range(0, 5).Reverse().Select(n => new ShelfItem(Product(n), null, true))]);
        model.Add([Basket(Start, 0, 3, 1, 4, 2)]);
        model.Add(Session(Start, 0, 1));
        model.Add(Session(Start, 0, 3));

        Assert.Equal([1, 2, 3, 4], model.ForUser([Product(0)], [], [], 4).Short().Select(item => item.Product));
        Assert.Equal([1, 3], model.Next([Product(0)], [], 2).Short().Select(item => item.Product));
    }

    [Fact]
    public void Two_recent_baskets_outweigh_three_old_ones()
    {
        using var model = WithProducts(3);
        var old = Start.AddDays(-90);
        model.Add([Basket(old, 0, 1), Basket(old, 0, 1), Basket(old, 0, 1), Basket(Start, 0, 2), Basket(Start, 0, 2)]);

        Assert.Equal([2, 1], model.WithProduct(Product(0), [], 2).Short().Select(item => item.Product));
    }

    [Fact]
    public void A_product_that_is_not_on_sale_or_not_wanted_is_never_recommended()
    {
        using var model = WithProducts(6);
        model.Add([.. Enumerable.Range(0, 5).Select(_ => Basket(Start, 0, 1, 2, 3))]);
        model.Add(Session(Start, 0, 1, 2, 4, 5));
        model.Add([new ShelfItem(Product(1), "odd", false)]);

        IReadOnlyList<Recommended>[] answers =
        [
            model.WithProduct(Product(0), [Product(2)], 50), model.Next([Product(0)], [Product(2)], 50), model.ForUser([Product(0)], [], [Product(2)], 50),
            model.Next([], [Product(2), Product(0)], 50),
        ];

        Assert.All(answers, answer => Assert.Equal([3, 4, 5], answer.Short().Select(item => item.Product).Order()));

        model.Add([new ShelfItem(Product(1), "odd", true)]);
        Assert.Contains(Product(1), model.WithProduct(Product(0), [], 50).Select(item => item.ProductId));
    }

    [Fact]
    public void The_session_decides_where_the_last_product_is_ambiguous()
    {
        using var model = WithProducts(10);
        for (var i = 0; i < 10; i++)
        {
            model.Add(Session(Start.AddMinutes(i), 1, 0, 2));
            model.Add(Session(Start.AddMinutes(i), 3, 0, 4));
        }

        Assert.Equal((2, RecommendationReason.SimilarSessions), model.Next([Product(1), Product(0)], [], 1).Short()[0]);
        Assert.Equal((4, RecommendationReason.SimilarSessions), model.Next([Product(3), Product(0)], [], 1).Short()[0]);
    }

    [Fact]
    public void A_newcomer_sees_what_is_popular_in_the_category()
    {
        using var model = WithProducts(8);
        model.Add([Basket(Start, 2), Basket(Start, 2), Basket(Start, 4), Basket(Start, 3), Basket(Start, 3), Basket(Start, 3)]);

        Assert.Equal(
            [(2, RecommendationReason.PopularInCategory), (4, RecommendationReason.PopularInCategory), (3, RecommendationReason.Popular)],
            model.WithProduct(Product(6), [], 10).Short());
    }

    [Fact]
    public void A_user_is_not_offered_what_the_user_has_bought()
    {
        using var model = WithProducts(4);
        model.Add([Basket(Start, 0, 1), Basket(Start, 0, 2)]);

        Assert.Equal([(2, RecommendationReason.BoughtTogether)], model.ForUser([Product(1), Product(0)], [], [], 10).Short());
    }

    [Fact]
    public void A_user_who_has_looked_at_nothing_gets_what_visitors_of_the_purchases_look_at()
    {
        using var model = WithProducts(4);
        model.Add(Session(Start, 1, 2));

        Assert.Equal((2, RecommendationReason.SimilarSessions), model.ForUser([Product(1)], [], [], 10).Short()[0]);
    }

    [Fact]
    public void A_history_that_is_being_loaded_shows_when_all_of_it_is_there()
    {
        using var model = WithProducts(4);
        using var other = WithProducts(4);
        var (basket, session) = (Basket(Start, 0, 1), Session(Start, 0, 2));

        model.BeginLoad();
        model.Add([basket]);
        model.Add(session);
        Assert.Empty(model.WithProduct(Product(0), [], 10));
        Assert.Empty(model.Next([Product(0)], [], 10));
        model.EndLoad();

        other.Add([basket]);
        other.Add(session);
        Assert.Equal(other.WithProduct(Product(0), [], 10), model.WithProduct(Product(0), [], 10));
        Assert.NotEmpty(model.Next([Product(0)], [], 10));
    }

    [Fact]
    public void A_model_without_signals_or_products_answers_nothing()
    {
        using var model = new RecommendationModel(Limits);

        Assert.Empty(model.WithProduct(Product(0), [], 10));
        Assert.Empty(model.Next([Product(0)], [], 10));
        Assert.Empty(model.ForUser([Product(0)], [Product(1)], [], 10));
    }

    static IEnumerable<Basket> Many(int count, params int[] products) => Enumerable.Range(0, count).Select(_ => Basket(Start, products));
}
