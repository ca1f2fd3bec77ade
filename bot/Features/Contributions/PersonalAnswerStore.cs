using System.Text.Json;
using System.Text.Json.Serialization;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Contributions;

/// <summary>What somebody asked in front of others, to be answered in their own chat.</summary>
internal enum PersonalAnswer
{
    /// <summary>All about themself.</summary>
    Me,

    /// <summary>Who confirmed their contribution to the community of the channel.</summary>
    Contributions,
}

/// <summary>The questions that wait for an answer in somebody's own chat: one row per person, the last question.</summary>
internal sealed class PersonalAnswerStore(ITable table, IAgenda agenda)
{
    /// <summary>The job that answers; its subject is the person's id.</summary>
    public const string Job = "person.answer";

    /// <summary>Plans the answer to what a turn asked; whether the person may have it is decided by now.</summary>
    public async ValueTask PlanAsync(Turn turn, PersonalAnswer what, CancellationToken ct)
    {
        var row = new PersonalQuestion(1, what, turn.From, turn.Address, turn.Conversation.Id, turn.At);
        await table.BatchAsync([new Change.Upsert(KeyOf(turn.TenantId, turn.From.Id),
            JsonSerializer.Serialize(row, PersonalAnswerJson.Default.PersonalQuestion))], ct);
        await agenda.PlanAsync(new(turn.TenantId, Job, turn.From.Id, turn.At), ct);
    }

    public async ValueTask<PersonalQuestion?> FindAsync(string tenantId, string personId, CancellationToken ct) =>
        await table.FindAsync(KeyOf(tenantId, personId), ct) is { } entry ? StoredJson.Read(entry, PersonalAnswerJson.Default.PersonalQuestion) : null;

    private static Key KeyOf(string tenantId, string personId) => new(Key.Join("person", tenantId, personId), "question");
}

/// <param name="V">The row's version.</param>
/// <param name="Near">Where it was asked: tells which connector and which bot.</param>
/// <param name="ChannelId">The conversation where it was asked.</param>
internal sealed record PersonalQuestion(int V, PersonalAnswer What, Person Who, Address Near, string ChannelId, DateTimeOffset At);

[JsonSourceGenerationOptions(
    IgnoreReadOnlyProperties = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(PersonalQuestion))]
internal sealed partial class PersonalAnswerJson : JsonSerializerContext;
