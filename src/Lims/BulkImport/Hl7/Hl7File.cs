using System.Globalization;
using System.Text;
using Thrombophilia.Lims.BulkImport.Sources;

namespace Thrombophilia.Lims.BulkImport.Hl7;

/// <summary>
/// Reads a file of HL7 version 2 messages: segments that end with CR, LF or both, in blocks of the minimal lower layer
/// protocol or without, in batches (FHS, BHS) or without. A file that is not whole is refused: a block that is not closed,
/// a batch without its trailer or with another count, a last segment without an end.
/// </summary>
static class Hl7File
{
    const byte BlockBegin = 0x0B, BlockEnd = 0x1C;

    // What MSH-18 may say. Nothing is the same as ASCII, by the standard.
    static readonly (string Name, Encoding Encoding)[] CharacterSets =
        [("", Charsets.Ascii), ("ASCII", Charsets.Ascii), ("UNICODE UTF-8", Charsets.Utf8), ("GB 18030-2000", Charsets.Gb18030)];

    /// <summary>The file begins as messages do, and as no CSV file of ours.</summary>
    public static bool Begins(ReadOnlySpan<byte> file)
    {
        var rest = WithoutMark(file).TrimStart([BlockBegin, (byte)'\r', (byte)'\n', (byte)' ']);
        return rest.Length > 3 && (rest.StartsWith("MSH"u8) || rest.StartsWith("FHS"u8) || rest.StartsWith("BHS"u8))
            && char.IsAscii((char)rest[3]) && !char.IsAsciiLetterOrDigit((char)rest[3])
            && rest[3] is not ((byte)',' or (byte)';' or (byte)'\t');
    }

    /// <summary>The messages of a file.</summary>
    /// <exception cref="Hl7Exception">The file is not whole, or a message cannot be trusted in its form.</exception>
    public static IReadOnlyList<Hl7Message> Read(byte[] file)
    {
        var frame = new Frame();
        var (at, line) = (WithoutMark(file).Length == file.Length ? 0 : 3, 0);
        while (at < file.Length)
        {
            line++;
            var length = file.AsSpan(at).IndexOfAny((byte)'\r', (byte)'\n');
            var bytes = length < 0 ? file.AsMemory(at) : file.AsMemory(at, length);
            frame.Take(line, bytes, isEnded: length >= 0);
            at = length < 0 ? file.Length : at + length + (file.AsSpan(at + length).StartsWith("\r\n"u8) ? 2 : 1);
        }
        return frame.Messages(line);
    }

    static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> file) => file.StartsWith("\uFEFF"u8) ? file[3..] : file;

    /// <summary>Where in blocks, batches and messages the reader is.</summary>
    sealed class Frame
    {
        readonly List<List<(int Line, ReadOnlyMemory<byte> Bytes)>> messages = [];
        List<(int Line, ReadOnlyMemory<byte> Bytes)>? message;
        bool inBlock, hasFile, hasBatch, isOver;
        int batches, inBatch;

        public void Take(int line, ReadOnlyMemory<byte> bytes, bool isEnded)
        {
            if (!bytes.IsEmpty && bytes.Span[0] == BlockBegin)
            {
                if (inBlock) throw At(line, "", "hl7-not-whole");
                (inBlock, message) = (true, null);
                bytes = bytes[1..];
            }
            var endsBlock = inBlock && !bytes.IsEmpty && bytes.Span[^1] == BlockEnd;
            if (endsBlock) bytes = bytes[..^1];
            if (!bytes.Span.Trim((byte)' ').IsEmpty)
            {
                // Half a segment looks like a whole one with less in it.
                if (!isEnded && !endsBlock) throw At(line, "", "hl7-not-whole");
                Segment(line, bytes);
            }
            if (endsBlock) (inBlock, message) = (false, null);
        }

        void Segment(int line, ReadOnlyMemory<byte> bytes)
        {
            // What stands there is not shown: it may be half a person's name.
            var name = NameOf(bytes.Span) ?? throw At(line, "", "hl7-not-a-segment");
            if (isOver) throw At(line, name, "hl7-order");
            switch (name)
            {
                case "FHS":
                    if (hasFile || hasBatch || batches > 0 || messages.Count > 0) throw At(line, name, "hl7-order");
                    hasFile = true;
                    break;
                case "BHS":
                    if (hasBatch || (inBlock && message is not null)) throw At(line, name, "hl7-order");
                    (hasBatch, inBatch, message) = (true, 0, null);
                    break;
                case "BTS":
                    if (!hasBatch) throw At(line, name, "hl7-order");
                    Count(line, bytes.Span, inBatch);
                    (hasBatch, message, batches) = (false, null, batches + 1);
                    break;
                case "FTS":
                    if (!hasFile || hasBatch) throw At(line, name, "hl7-order");
                    Count(line, bytes.Span, batches);
                    (hasFile, message, isOver) = (false, null, true);
                    break;
                case "MSH":
                    // A block holds one message.
                    if (inBlock && message is not null) throw At(line, name, "hl7-not-whole");
                    messages.Add(message = []);
                    inBatch++;
                    message.Add((line, bytes));
                    break;
                default:
                    if (message is null) throw At(line, name, "hl7-order");
                    message.Add((line, bytes));
                    break;
            }
        }

        public IReadOnlyList<Hl7Message> Messages(int lastLine)
        {
            if (inBlock || hasBatch || hasFile) throw At(lastLine, "", "hl7-not-whole");
            return [.. messages.Select((lines, index) => Message(index + 1, lines))];
        }

        // An empty trailer, or one that counts what was there.
        static void Count(int line, ReadOnlySpan<byte> trailer, int counted)
        {
            if (trailer.Length < 5) return;
            var told = Encoding.Latin1.GetString(trailer[4..]).Split((char)trailer[3])[0].Trim();
            if (told.Length > 0 && told != counted.ToString(CultureInfo.InvariantCulture))
                throw new Hl7Exception(line, new(NameOf(trailer) + "-1", told, "hl7-count", counted));
        }

        static Hl7Exception At(int line, string name, string code) => new(line, new(name, name, code));
    }

    static Hl7Message Message(int number, List<(int Line, ReadOnlyMemory<byte> Bytes)> lines)
    {
        var first = lines[0].Line;
        var header = lines[0].Bytes.Span;
        var separators = Hl7Separators.Of(header)
            ?? throw new Hl7Exception(first, new($"{number}/MSH-2", Shown(header[3..]), "hl7-separators"));
        separators = separators with { Encoding = EncodingOf(number, first, header, separators.Field) };
        var (segments, counts) = (new List<Hl7Segment>(), new Dictionary<string, int>());
        foreach (var (line, bytes) in lines)
        {
            var name = NameOf(bytes.Span)!;
            var ordinal = counts[name] = counts.GetValueOrDefault(name) + 1;
            if (bytes.Length > 3 && bytes.Span[3] != separators.Field)
                throw new Hl7Exception(line, new($"{number}/{name}", name, "hl7-not-a-segment"));
            if (separators.Encoding.Text(bytes.Span) is not { } text)
                throw new Hl7Exception(line, new($"{number}/{name}[{ordinal}]", "", "hl7-text", SetOf(separators.Encoding)));
            segments.Add(new(line, number, ordinal, text.Split(separators.Field), separators));
        }
        return new(number, separators, segments);
    }

    // The header is read by each encoding until one says its own name: in GB 18030 the second byte of a character may look
    // like a separator.
    static Encoding EncodingOf(int number, int line, ReadOnlySpan<byte> header, char field)
    {
        const int CharacterSet = 17;
        foreach (var (name, encoding) in CharacterSets)
            if (encoding.Text(header)?.Split(field) is { } fields
                && (fields.Length > CharacterSet ? fields[CharacterSet].Trim() : "") == name) return encoding;
        var told = Encoding.Latin1.GetString(header).Split(field);
        var found = told.Length > CharacterSet ? told[CharacterSet].Trim() : "";
        // The name is right, and the header is no text of it; or there is no name, and the header is more than ASCII.
        throw new Hl7Exception(line, CharacterSets.Any(set => set.Name == found)
            ? new($"{number}/MSH", "", "hl7-text", found.Length == 0 ? "ASCII" : found)
            : new($"{number}/MSH-18", found, "hl7-character-set", string.Join(", ", CharacterSets.Skip(1).Select(set => set.Name))));
    }

    static string SetOf(Encoding encoding) => CharacterSets.Last(set => set.Encoding == encoding).Name;

    static string? NameOf(ReadOnlySpan<byte> segment) =>
        segment.Length < 3 || !char.IsAsciiLetterUpper((char)segment[0]) || !IsNameLetter(segment[1]) || !IsNameLetter(segment[2])
            || (segment.Length > 3 && (segment[3] is < 0x21 or > 0x7E || char.IsAsciiLetterOrDigit((char)segment[3])))
            ? null : Encoding.ASCII.GetString(segment[..3]);

    static bool IsNameLetter(byte b) => char.IsAsciiLetterUpper((char)b) || char.IsAsciiDigit((char)b);

    // As many signs as a message may have.
    static string Shown(ReadOnlySpan<byte> signs) => string.Concat(
        Encoding.Latin1.GetString(signs[..Math.Min(6, signs.Length)]).Select(c => char.IsAscii(c) && !char.IsControl(c) ? c : '?'));
}
