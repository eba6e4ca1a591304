namespace Thrombophilia.Variants.Knowledge;

/// <summary>Reads one JSON object member by member: one that is missing, of the wrong kind, or that nobody asked for is an error with its path.</summary>
sealed class StrictJson
{
    readonly Dictionary<string, object?> members;
    readonly string path;
    int asked;

    StrictJson(object? value, string path)
    {
        this.path = path;
        members = value as Dictionary<string, object?> ?? throw Wrong("an object");
    }

    /// <summary>Reads a whole document by <paramref name="read"/>.</summary>
    /// <exception cref="InvalidDataException">The document is no JSON, or not what <paramref name="read"/> asks for.</exception>
    public static T Document<T>(byte[] utf8, string name, Func<StrictJson, T> read) where T : class => Whole(new StrictJson(JsonTree.Read(utf8, name), name), read);

    public string Text(string name) => TextOrNull(name) ?? throw Wrong($"a text in '{name}'");

    public string? TextOrNull(string name) => Member(name) is not { } value ? null : value as string ?? throw Wrong($"a text in '{name}'");

    public int Integer(string name) => IntegerOrNull(name) ?? throw Wrong($"an integer in '{name}'");

    public int? IntegerOrNull(string name) => Member(name) is not { } value ? null
        : value is double number && number == Math.Truncate(number) && Math.Abs(number) <= int.MaxValue ? (int)number : throw Wrong($"an integer in '{name}'");

    public double Number(string name) => NumberOrNull(name) ?? throw Wrong($"a number in '{name}'");

    public double? NumberOrNull(string name) => Member(name) is not { } value ? null : value as double? ?? throw Wrong($"a number in '{name}'");

    public bool Flag(string name) => Member(name) as bool? ?? throw Wrong($"true or false in '{name}'");

    public T Object<T>(string name, Func<StrictJson, T> read) where T : class => Whole(new StrictJson(Member(name), $"{path}.{name}"), read);

    /// <summary>Null where the member is absent or null.</summary>
    public T? ObjectOrNull<T>(string name, Func<StrictJson, T> read) where T : class => Member(name) is { } value ? Whole(new StrictJson(value, $"{path}.{name}"), read) : null;

    /// <summary>The objects of an array.</summary>
    public T[] List<T>(string name, Func<StrictJson, T> read) where T : class
    {
        var array = Array(name);
        var list = new T[array.Count];
        for (var i = 0; i < list.Length; i++) list[i] = Whole(new StrictJson(array[i], $"{path}.{name}[{i}]"), read);
        return list;
    }

    /// <summary>The texts of an array.</summary>
    public string[] Texts(string name) => TextsOrNull(name) ?? throw Wrong($"an array in '{name}'");

    /// <summary>Null where the member is absent or null.</summary>
    public string[]? TextsOrNull(string name)
    {
        if (Member(name) is not { } value) return null;
        var array = value as List<object?> ?? throw Wrong($"an array in '{name}'");
        var list = new string[array.Count];
        for (var i = 0; i < list.Length; i++) list[i] = array[i] as string ?? throw Wrong($"texts in '{name}'");
        return list;
    }

    List<object?> Array(string name) => Member(name) as List<object?> ?? throw Wrong($"an array in '{name}'");

    /// <summary>Null where the member is absent or null.</summary>
    object? Member(string name)
    {
        if (members.TryGetValue(name, out var value)) asked++;
        return value;
    }

    static T Whole<T>(StrictJson json, Func<StrictJson, T> read) where T : class
    {
        var made = read(json);
        return json.members.Count == json.asked ? made : throw json.Wrong($"{json.asked} known members, not {json.members.Count}");
    }

    /// <summary>The error that <paramref name="expected"/> is not here.</summary>
    public InvalidDataException Wrong(string expected) => new($"{path}: expected {expected}.");
}
