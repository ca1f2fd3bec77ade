using System.Net;
using Microsoft.Extensions.Time.Testing;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Teams.Inbound;
using Xunit;

namespace TeamsCommunityBot.Tests.Teams.Inbound;

public sealed class SigningKeysTests : IAsyncLifetime
{
    private static readonly FaultScope Metadata = new(SimOperation.OpenIdMetadata);

    private readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow());
    private InboundHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await InboundHost.StartAsync(sim: new SimOptions { Clock = _clock });
        Assert.Equal(HttpStatusCode.OK, await DeliverAsync());
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Keys_are_read_once_for_many_activities()
    {
        for (var i = 0; i < 20; i++) Assert.Equal(HttpStatusCode.OK, await DeliverAsync(_host.Sim.Tokens.Make()));
        Assert.Equal(1, _host.Sim.Keys.MetadataFetches);
    }

    [Fact]
    public async Task The_first_activity_under_a_new_key_is_let_in()
    {
        _host.Sim.Keys.Rotate();
        Assert.Equal(HttpStatusCode.OK, await DeliverAsync());
        Assert.Equal(2, _host.Sim.Keys.MetadataFetches);
    }

    [Fact]
    public async Task A_flood_of_unknown_keys_causes_three_readings_at_once_and_one_each_half_a_minute()
    {
        var stranger = _host.Sim.Keys.Unpublished("msteams");
        for (var minute = 0; minute < 10; minute++)
        {
            var flood = Enumerable.Range(0, 20).Select(_ => DeliverAsync(_host.Sim.Tokens.Make(header: h => h["kid"] = $"{Guid.NewGuid()}", key: stranger)));
            Assert.All(await Task.WhenAll(flood), status => Assert.Equal(HttpStatusCode.Unauthorized, status));
            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.InRange(_host.Sim.Keys.MetadataFetches, 2, 1 + 3 + (2 * 9)); // at start, three at once, two a minute
        Assert.Equal(1, _host.Get<TokenCache>().Count);
    }

    [Fact]
    public async Task A_withdrawn_key_ends_what_it_signed_also_in_the_cache()
    {
        var token = _host.Sim.Tokens.Valid();
        _host.Sim.Keys.Rotate(keepFormer: false);
        Assert.Equal(HttpStatusCode.OK, await DeliverAsync(token)); // not read again yet
        Assert.Equal(HttpStatusCode.OK, await DeliverAsync()); // the new key has them read again
        Assert.Equal(HttpStatusCode.Unauthorized, await DeliverAsync(token));
    }

    [Fact]
    public async Task Keys_are_read_again_after_12_hours_without_keeping_anyone_waiting()
    {
        _clock.Advance(TimeSpan.FromHours(12) + TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, await DeliverAsync());
        while (_host.Sim.Keys.MetadataFetches < 2) await Task.Yield();
    }

    [Fact]
    public async Task The_last_good_keys_serve_for_5_days_while_they_cannot_be_read()
    {
        using var down = _host.Sim.Faults.Always(Fault.Error(500), Metadata);
        _clock.Advance(TimeSpan.FromDays(4.9));
        Assert.Equal(HttpStatusCode.OK, await DeliverAsync());
        _clock.Advance(TimeSpan.FromDays(0.2));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await DeliverAsync());
        down.Dispose();
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(HttpStatusCode.OK, await DeliverAsync());
    }

    [Fact]
    public async Task A_cached_token_ends_when_it_says()
    {
        var token = _host.Sim.Tokens.Make();
        Assert.Equal(HttpStatusCode.OK, await DeliverAsync(token));
        _clock.Advance(TimeSpan.FromMinutes(64)); // an hour and the skew of 5 minutes, nearly
        Assert.Equal(HttpStatusCode.OK, await DeliverAsync(token));
        _clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(HttpStatusCode.Unauthorized, await DeliverAsync(token));
    }

    private async Task<HttpStatusCode> DeliverAsync(string? token = null) => (await _host.DeliverAsync(_host.Message(), token)).Status;
}
