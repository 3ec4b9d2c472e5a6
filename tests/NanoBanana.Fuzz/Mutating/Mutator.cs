using NanoBanana.Fuzz.Running;

namespace NanoBanana.Fuzz.Mutating;

/// <summary>Makes inputs. The first ones are the seeds as they are; the others are seeds with one to some spoiled places.</summary>
internal static class Mutator
{
    public static byte[] Make(FuzzTarget target, int seed, int index)
    {
        if (index < target.Seeds.Count)
        {
            return target.Seeds[index];
        }

        var random = new Random(Mix(target.Name, seed, index));
        var input = Pick(target.Seeds, random);
        return target.Kind switch
        {
            InputKind.Json => Json(input, target, random),
            InputKind.JsonLines => Lines(input, target, random),
            InputKind.Image => Image(input, target, random),
            _ => ByteMutation.Spoil(input, target, random),
        };
    }

    public static T Pick<T>(IReadOnlyList<T> all, Random random) => all[random.Next(all.Count)];

    private static byte[] Json(byte[] input, FuzzTarget target, Random random)
    {
        var how = random.Next(10);
        var spoiled = how < 8 ? JsonMutation.Spoil(input, target, random) : input;
        return how < 7 ? spoiled : ByteMutation.Spoil(spoiled, target, random);
    }

    private static byte[] Lines(byte[] input, FuzzTarget target, Random random)
    {
        var lines = Split(input);
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var at = random.Next(lines.Count);
            switch (random.Next(6))
            {
                case 0:
                    lines.RemoveAt(at);
                    break;
                case 1:
                    lines.Insert(at, Pick(lines, random));
                    break;
                default:
                    lines[at] = [.. JsonMutation.Spoil(lines[at], target, random), (byte)'\n'];
                    break;
            }

            if (lines.Count == 0)
            {
                return [];
            }
        }

        byte[] whole = [.. lines.SelectMany(line => line)];
        return random.Next(5) == 0 ? ByteMutation.Spoil(whole, target, random) : whole;
    }

    private static byte[] Image(byte[] input, FuzzTarget target, Random random)
    {
        var spoiled = ByteMutation.Spoil(input, target, random);
        return random.Next(4) > 0 ? PngRepair.Mend(spoiled) : spoiled;
    }

    private static List<byte[]> Split(byte[] input)
    {
        var lines = new List<byte[]>();
        for (var start = 0; start < input.Length;)
        {
            var end = Array.IndexOf(input, (byte)'\n', start);
            end = end < 0 ? input.Length : end + 1;
            lines.Add(input[start..end]);
            start = end;
        }

        return lines;
    }

    // the framework's own hash of a text differs from process to process
    private static int Mix(string name, int seed, int index) =>
        unchecked(name.Aggregate((seed * 31) + 17, static (hash, each) => (hash * 31) + each) + (index * (int)2654435761));
}
