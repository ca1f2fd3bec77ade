using TeamsCommunityBot.Teams.Inbound;
using Xunit;

namespace TeamsCommunityBot.Tests.Teams.Inbound;

public sealed class TokenCacheTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly KeySet Keys = new([], Now);

    private readonly TokenCache _cache = new();

    [Fact]
    public void A_token_is_found_until_it_ends()
    {
        var caller = Add("a");
        Assert.Same(caller, _cache.Find("a", Keys, Now));
        Assert.Null(_cache.Find("b", Keys, Now));
        Assert.Null(_cache.Find("a", Keys, Now.AddHours(1)));
        Assert.Equal(0, _cache.Count);
    }

    [Fact]
    public void A_token_is_not_found_under_other_keys()
    {
        Add("a");
        Assert.Null(_cache.Find("a", new KeySet([], Now), Now));
        Assert.Null(_cache.Find("a", Keys, Now));
    }

    [Fact]
    public void The_least_recently_used_goes_first()
    {
        for (var i = 0; i < TokenCache.Capacity; i++) Add($"{i}");
        Assert.NotNull(_cache.Find("0", Keys, Now));
        Add("one more");
        Assert.Equal(TokenCache.Capacity, _cache.Count);
        Assert.NotNull(_cache.Find("0", Keys, Now));
        Assert.Null(_cache.Find("1", Keys, Now));
        Add("0");
        Assert.Equal(TokenCache.Capacity, _cache.Count);
    }

    private Caller Add(string token)
    {
        var caller = new Caller("https://smba.trafficmanager.net/", Now.AddHours(1), Keys);
        _cache.Add(token, caller);
        return caller;
    }
}
