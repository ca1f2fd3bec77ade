using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Activities;

/// <summary>An activity as a calendar reads it (RFC 5545): the same UID for good, so that a file fetched again changes the entry; pure.</summary>
internal static class CalendarFile
{
    public const string ContentType = "text/calendar; charset=utf-8";

    /// <summary>How long it lasts is not asked. An hour shows in every calendar; nothing at all does not.</summary>
    private const int Hours = 1;

    /// <summary>A time is told in UTC, which needs no zone described; without a time it is a whole day.</summary>
    public static string Of(Community community, CommunityActivity activity)
    {
        var entry = new CalendarEvent
        {
            Uid = $"{activity.Id}@teams-community-bot",
            DtStamp = Utc(activity.ChangedAt ?? activity.At),
            Sequence = activity.Revision - 1,
            Summary = activity.Title,
            Description = Words.Fill(ActivityTexts.CalendarOf, community.Name),
            Location = activity.Place.Length > 0 ? activity.Place : null,
            Status = activity.IsCalledOff ? EventStatus.Cancelled : EventStatus.Confirmed,
            Start = activity.Begins(community) is { } begins ? Utc(begins) : new(activity.Day),
            Duration = activity.Time is null ? Duration.FromDays(1) : Duration.FromHours(Hours),
        };
        var calendar = new Calendar { ProductId = "-//teams-community-bot//activities//EN", Method = CalendarMethods.Publish };
        calendar.Events.Add(entry);
        return new CalendarSerializer().SerializeToString(calendar) ?? "";
    }

    private static CalDateTime Utc(DateTimeOffset moment) => new(moment.UtcDateTime, CalDateTime.UtcTzId);
}
