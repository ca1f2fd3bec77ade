using System.Collections.Concurrent;
using TeamsCommunityBot.Domain;

namespace TeamsCommunityBot.Teams.Outbound;

/// <summary>
/// The chats of people with this bot. Opening one that exists gives its id, so it is asked for once and remembered; but a chat that somebody deleted
/// answers 404 for ever under its old id, and opening it again gives a new one (company-communicator#941): then it is to be forgotten.
/// </summary>
internal sealed class PersonalChats(ConnectorClient connector, MovedHosts moved)
{
    /// <summary>Chats beyond this number are asked for again.</summary>
    private const int Most = 50_000;

    private readonly ConcurrentDictionary<(string TenantId, string Person), string> _chats = [];

    /// <summary>The address of somebody's chat; opened if it is not known yet.</summary>
    /// <param name="near">An address in the same tenant: it tells which connector and which bot.</param>
    /// <param name="person">The <c>29:</c> id.</param>
    /// <param name="until">No try is waited for past this moment.</param>
    /// <param name="leaving">Called when a request leaves for Teams.</param>
    public async ValueTask<PersonalChat> FindAsync(string tenantId, Address near, string person, DateTimeOffset until, Action? leaving, CancellationToken ct)
    {
        var at = await AtAsync(tenantId, near, ct);
        if (_chats.TryGetValue((tenantId, person), out var known)) return new(at.OfChannel(known), WasKnown: true, Refusal: null);
        var opened = await connector.CreateConversationAsync(at, new(Outgoing.PersonalChat(tenantId, person), Leaving: leaving), until, ct);
        if (opened is not SendResult.Sent { Id: { Length: > 0 } id } made) return new(null, WasKnown: false, opened);
        if (_chats.Count < Most) _chats[(tenantId, person)] = id;
        return new((await MovedAsync(tenantId, at, made, ct)).OfChannel(id), WasKnown: false, Refusal: null);
    }

    /// <summary>The chat is gone: the next one to ask opens it anew.</summary>
    public void Forget(string tenantId, string person) => _chats.TryRemove((tenantId, person), out _);

    /// <summary>The address, at the host where its tenant lives.</summary>
    public async ValueTask<Address> AtAsync(string tenantId, Address address, CancellationToken ct) =>
        await moved.FindAsync(tenantId, ct) is { } host ? address with { ServiceUrl = host } : address;

    /// <summary>The address at the host that took what was sent; another host is kept.</summary>
    public async ValueTask<Address> MovedAsync(string tenantId, Address address, SendResult.Sent sent, CancellationToken ct)
    {
        if (sent.MovedTo is not { } host) return address;
        await moved.KeepAsync(tenantId, host, ct);
        return address with { ServiceUrl = host };
    }
}

/// <param name="Where">Null when it could not be opened.</param>
/// <param name="WasKnown">Whether the id is remembered from before, and so may be old.</param>
/// <param name="Refusal">What Teams answered instead of opening it.</param>
internal sealed record PersonalChat(Address? Where, bool WasKnown, SendResult? Refusal);
