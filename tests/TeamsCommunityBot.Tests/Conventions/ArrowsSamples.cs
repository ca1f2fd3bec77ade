// What no code of ours may do, one way each: proof that the arrows' test sees it.
namespace TeamsCommunityBot.Tests.Conventions.Samples.Domain
{
    internal sealed class Fine;

    internal sealed class UsesStorageInItsSignature
    {
        public static Storage.Row? Find(Dictionary<string, List<Storage.Row[]>> rows) => rows.Count == 0 ? null : rows[""][0][0];
    }

    internal sealed class UsesStorageInABody
    {
        public static string Read() => new Storage.Row().ToString()!;
    }
}

namespace TeamsCommunityBot.Tests.Conventions.Samples.Storage
{
    internal class Row;

    internal sealed class SampleException : Exception
    {
        public static Row First { get; } = new();
    }

    internal sealed class UsesDomainAsAnArgumentOfAnAttribute
    {
        [System.ComponentModel.TypeConverter(typeof(Domain.Fine))]
        public int Field { get; set; }
    }
}

namespace TeamsCommunityBot.Tests.Conventions.Samples.Cards
{
    internal sealed class UsesStorageByInheritance : Storage.Row;
}

namespace TeamsCommunityBot.Tests.Conventions.Samples.Turns
{
    internal interface IHandler;

    internal sealed class MayCatchStorage
    {
        public static async Task RunAsync(Task work)
        {
            try
            {
                await work;
            }
            catch (Storage.SampleException)
            {
                await Task.Yield();
            }
        }
    }

    internal sealed class UsesStorageWithoutNamingIt
    {
        public static string Read()
        {
            var row = Storage.SampleException.First;
            return row.ToString()!;
        }
    }

    internal sealed class UsesStorageInALambda
    {
        public static Func<Task<object>> Later() => async () =>
        {
            await Task.Yield();
            return new Storage.Row();
        };
    }

    internal sealed class UsesFeaturesAsATypeArgument
    {
        public static string Name() => Describe<Features.One.Handler>();

        private static string Describe<T>() => typeof(T).Name;
    }
}

namespace TeamsCommunityBot.Tests.Conventions.Samples.Teams
{
    internal sealed class SampleOptions;

    internal sealed class UsesFeaturesByTypeOf
    {
        public static Type Handler { get; } = typeof(Features.One.Handler);
    }
}

namespace TeamsCommunityBot.Tests.Conventions.Samples.People
{
    internal sealed class CatchesFeatures
    {
        public static async Task RunAsync(Task work)
        {
            try
            {
                await work;
            }
            catch (Features.One.FeatureException)
            {
                await Task.Yield();
            }
        }
    }
}

namespace TeamsCommunityBot.Tests.Conventions.Samples.Local
{
    internal sealed class ReadsOptions(Teams.SampleOptions options)
    {
        public override string ToString() => options.ToString()!;
    }

    internal sealed class UsesTurns : Turns.IHandler;
}

namespace TeamsCommunityBot.Tests.Conventions.Samples.Features.One
{
    internal sealed class Handler : Turns.IHandler
    {
        public const string Verb = "sample.do";
    }

    internal sealed class UsesThree
    {
        public static Type Other { get; } = typeof(Three.UsesOne);
    }

    internal sealed class OneStore
    {
        public static ValueTask<List<StoredRow?>> ListAsync() => new([]);
    }

    internal sealed class StoredRow;

    internal sealed class OneCard;

    internal sealed class FeatureException : Exception;
}

namespace TeamsCommunityBot.Tests.Conventions.Samples.Features.Two
{
    internal sealed class ReadsAStore
    {
        public static async Task<string> ReadAsync() => string.Join(' ', await One.OneStore.ListAsync());
    }

    internal sealed class UsesAHandlerOfAnotherSlice(One.Handler handler)
    {
        public override string ToString() => handler.ToString()!;
    }

    internal sealed class UsesAConstantOfAnotherSlicesHandler
    {
        public const string Verb = One.Handler.Verb;
    }

    internal sealed class UsesACardOfAnotherSlice
    {
        public static object Render() => new One.OneCard();
    }

    internal sealed class UsesTeams(Teams.SampleOptions options)
    {
        public override string ToString() => options.ToString()!;
    }
}

namespace TeamsCommunityBot.Tests.Conventions.Samples.Features.Three
{
    internal sealed class UsesOne
    {
        public static Type Other { get; } = typeof(One.UsesThree);
    }
}

namespace TeamsCommunityBot.Tests.Conventions.Samples.Features.Four
{
    internal sealed class UsesWhatNoLineAllows
    {
        public static async Task<string> ReadAsync() => string.Join(' ', await One.OneStore.ListAsync());
    }
}

namespace TeamsCommunityBot.Tests.Conventions.Samples.Elsewhere
{
    internal sealed class HasNoRule
    {
        public static object Make() => new Domain.Fine();
    }
}
