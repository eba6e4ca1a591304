using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Thrombophilia.Lims.BulkImport.Hl7;
using Thrombophilia.Lims.BulkImport.Sources;
using Xunit;

namespace Thrombophilia.Lims.Tests.BulkImport.Hl7;

public sealed class Hl7FileTests
{
    internal const string Msh = @"MSH|^~\&|AN|LAB|LIS|LAB|20260102120000||ORU^R01^ORU_R01|1|P|2.5.1||||||UNICODE UTF-8";
    const string Message = Msh + "\rPID|1||X\rOBR|1||S1\rOBX|1|NM|PCchr||80|U/dL|||||F\r";

    static IReadOnlyList<Hl7Message> Read(string text) => Hl7File.Read(Encoding.UTF8.GetBytes(text));

    static CellProblemAt Refused(byte[] file)
    {
        var e = Assert.Throws<Hl7Exception>(() => Hl7File.Read(file));
        Assert.NotEmpty(e.Problem.Text() + e.Problem.Next());
        return new(e.Line, e.Problem.Column, e.Problem.Code);
    }

    static CellProblemAt Refused(string text) => Refused(Encoding.UTF8.GetBytes(text));

    sealed record CellProblemAt(int Line, string Place, string Code);

    [Theory]
    [InlineData("\r"), InlineData("\n"), InlineData("\r\n")]
    public void Segments_end_with_CR_LF_or_both(string end)
    {
        var message = Assert.Single(Read(Message.Replace("\r", end, StringComparison.Ordinal)));
        Assert.Equal(["MSH", "PID", "OBR", "OBX"], message.Segments.Select(s => s.Name));
        Assert.Equal([1, 2, 3, 4], message.Segments.Select(s => s.Line));
        Assert.Equal("80", message.Segments[3].Text(5));
    }

    [Theory]
    [InlineData("\u000B" + Message + "\u001C\r\u000B" + Message + "\u001C\r")]
    [InlineData(Message + "\r\n" + Message)]
    [InlineData("\uFEFF" + Message + Message)]
    [InlineData("FHS|^~\\&|AN\rBHS|^~\\&|AN\r" + Message + Message + "BTS|2\rFTS|1\r")]
    [InlineData("BHS|^~\\&|AN\r" + Message + "BTS|1\rBHS|^~\\&\r" + Message + "BTS\r")]
    public void Blocks_batches_and_bare_messages_hold_the_same(string file)
    {
        Assert.True(Hl7File.Begins(Encoding.UTF8.GetBytes(file)));
        var messages = Read(file);
        Assert.Equal([1, 2], messages.Select(m => m.Number));
        Assert.All(messages, m => Assert.Equal("S1", m.Segments.Single(s => s.Name == "OBR").Text(3)));
    }

    [Theory]
    [InlineData("assay_id,sample"), InlineData("MSH,sample"), InlineData("MSHA|"), InlineData(""), InlineData("MSH")]
    public void Another_file_does_not_begin_as_messages_do(string file) => Assert.False(Hl7File.Begins(Encoding.UTF8.GetBytes(file)));

    [Theory]
    [InlineData(Msh + "\rOBR|1||S1\rOBX|1|NM|PCchr||7", 3, "", "hl7-not-whole")]
    [InlineData("\u000B" + Message, 4, "", "hl7-not-whole")]
    [InlineData("\u000B" + Message + "\u000B" + Message + "\u001C\r", 5, "", "hl7-not-whole")]
    [InlineData("\u000B" + Message + Message + "\u001C\r", 5, "MSH", "hl7-not-whole")]
    [InlineData("BHS|^~\\&|AN\r" + Message, 5, "", "hl7-not-whole")]
    [InlineData("FHS|^~\\&|AN\r" + Message, 5, "", "hl7-not-whole")]
    [InlineData("BHS|^~\\&|AN\r" + Message + "BTS|2\r", 6, "BTS-1", "hl7-count")]
    [InlineData("FHS|^~\\&|AN\r" + Message + "FTS|3\r", 6, "FTS-1", "hl7-count")]
    [InlineData(Message + "BTS|1\r", 5, "BTS", "hl7-order")]
    [InlineData(Message + "FHS|^~\\&\r", 5, "FHS", "hl7-order")]
    [InlineData("OBX|1\r" + Message, 1, "OBX", "hl7-order")]
    [InlineData("\u000B" + Message + "\u001C\rOBX|1\r", 6, "OBX", "hl7-order")]
    [InlineData(Message + "Zhang San\r", 5, "", "hl7-not-a-segment")]
    [InlineData(Message + "NTE^1\r", 5, "1/NTE", "hl7-not-a-segment")]
    [InlineData(Message + "\u001C\r", 5, "", "hl7-not-a-segment")]
    [InlineData("MSH|^~\\|AN\r", 1, "1/MSH-2", "hl7-separators")]
    [InlineData("MSH|^~^&|AN\r", 1, "1/MSH-2", "hl7-separators")]
    [InlineData("MSH|^~A&|AN\r", 1, "1/MSH-2", "hl7-separators")]
    [InlineData("MSH\r", 1, "1/MSH-2", "hl7-separators")]
    public void A_file_that_is_not_whole_or_not_in_order_is_refused_with_its_line(string file, int line, string place, string code)
    {
        var refused = Refused(file);
        Assert.Equal((line, place, code), (refused.Line, refused.Place, refused.Code));
    }

    [Fact]
    public void A_message_has_its_own_separators()
    {
        var message = Assert.Single(Read("MSH$%*!@$AN$LAB$$$20260102$$ORU%R01$1$P$2.3.1\rOBR$1$$S1\rOBX$1$NM$a!S!b%c@d%LN$$80*81!F!\r"));
        var result = message.Segments[2];
        Assert.Equal(("ORU", "R01"), (message.Header.Text(9), message.Header.Text(9, 2)));
        Assert.Equal(("a%b", "c", "d", "LN"), (result.Text(3), result.Text(3, 2), result.Text(3, 2, 2), result.Text(3, 3)));
        Assert.True(result.Repeats(5));
        Assert.Equal("1/OBX[1]-5", result.Place(5));
        Assert.Equal("", result.Text(40));
    }

    [Theory]
    [InlineData("UNICODE UTF-8", "蛋白C|"), InlineData("GB 18030-2000", "蛋白C|"), InlineData("ASCII", "PC"), InlineData("", "PC")]
    public void The_character_set_is_the_one_of_MSH_18(string set, string text)
    {
        var encoding = set switch { "UNICODE UTF-8" => Charsets.Utf8, "GB 18030-2000" => Charsets.Gb18030, _ => Charsets.Ascii };
        var escaped = text.Replace("|", @"\F\", StringComparison.Ordinal);
        var file = $"MSH|^~\\&|{escaped}|||||||1|P|2.5||||||{set}\rOBR|1||{escaped}|end\r";
        var message = Assert.Single(Hl7File.Read(encoding.GetBytes(file)));
        Assert.Equal((text, "end"), (message.Segments[1].Text(3), message.Segments[1].Text(4)));
    }

    [Fact]
    public void A_character_whose_second_byte_looks_like_a_separator_is_a_character()
    {
        // In GB 18030 these bytes are one letter; 0x7C is the separator of fields, 0x5C that of escapes.
        byte[] letters = [0x81, 0x7C, 0x81, 0x5C];
        var head = @"MSH|^~\&|"u8;
        byte[] file = [.. head, .. letters, .. "|||||||1|P|2.5||||||GB 18030-2000\rOBR|1||"u8, .. letters, .. "|end\r"u8];
        var message = Assert.Single(Hl7File.Read(file));
        Assert.Equal((Charsets.Gb18030.GetString(letters), "end"), (message.Segments[1].Text(3), message.Segments[1].Text(4)));
    }

    [Theory]
    [InlineData("8859/1", "hl7-character-set", 1), InlineData("UNICODE", "hl7-character-set", 1)]
    [InlineData("UNICODE UTF-8~ASCII", "hl7-character-set", 1)]
    [InlineData("ASCII", "hl7-text", 2), InlineData("", "hl7-text", 2), InlineData("UNICODE UTF-8", "hl7-text", 2)]
    public void Text_of_another_character_set_is_refused(string set, string code, int line)
    {
        byte[] file = [.. Encoding.ASCII.GetBytes($"MSH|^~\\&||||||||1|P|2.5||||||{set}\rPID|1||"),
            .. Charsets.Gb18030.GetBytes("张三"), .. "\r"u8];
        var refused = Refused(file);
        Assert.Equal((line, code), (refused.Line, refused.Code));
        Assert.Equal("hl7-text", Refused([.. @"MSH|^~\&|"u8, 0xD5, 0xC5, .. "\r"u8]).Code);
    }

    [Theory]
    [InlineData(@"a\F\b\S\c\T\d\R\e\E\f", @"a|b^c&d~e\f"), InlineData(@"\X3C\5", "<5"), InlineData(@"\XE89B8B\", "蛋")]
    [InlineData("\"\"", "")]
    public void Escapes_stand_for_what_they_say(string field, string text) =>
        Assert.Equal(text, Assert.Single(Read(Msh + $"\rOBR|1||{field}\r")).Segments[1].Text(3));

    [Theory]
    [InlineData(@"a\F"), InlineData(@"\"), InlineData(@"a\.br\b"), InlineData(@"\H\a\N\"), InlineData(@"\X3\"), InlineData(@"\XGG\")]
    [InlineData(@"\XFF\")]
    [InlineData(@"\C2842\"), InlineData(@"\Z1\"), InlineData(@"\\"), InlineData(@"\X\")]
    public void An_escape_that_is_not_closed_or_not_known_is_refused_where_it_is_read(string field)
    {
        var segment = Assert.Single(Read(Msh + $"\rOBR|1||{field}\r")).Segments[1];
        var e = Assert.Throws<Hl7Exception>(() => segment.Text(3));
        Assert.Equal((2, "1/OBR[1]-3", "hl7-escape"), (e.Line, e.Problem.Column, e.Problem.Code));
    }

    // Bytes that are half a file of messages, so that they come further than the first segment.
    static readonly byte[][] Parts =
    [
        [.. Encoding.UTF8.GetBytes(Message)], [.. Encoding.UTF8.GetBytes(Msh), 0x0D],
        [0x0B], [0x1C, 0x0D], [0x0D, 0x0A], [.. "BHS|^~\\&\r"u8],
        [.. "BTS|1\r"u8], [.. "FTS|\r"u8], [.. "FHS|^~\\&\r"u8], [.. "OBR|1||S1|\r"u8],
        [.. "OBX|1|SN|a^b^LN||<^5|%|||||F|||2026\r"u8], [.. "SPM|1|a&b^c\r"u8],
        [.. "OBX|||||\\X"u8], [.. "DSC|1\r"u8], [.. "MSH|^~\\&#|||||||ORU^R01||P|2.8\r"u8], [0xD5, 0xC5],
        [0x81, 0x30], [0xEF, 0xBB, 0xBF], [.. "|"u8], [.. "\\"u8], [.. "^~&"u8],
    ];

    // A file of each character set whose results are read to the end.
    static readonly byte[][] Whole = [.. new[] { ("UNICODE UTF-8", Charsets.Utf8), ("GB 18030-2000", Charsets.Gb18030) }.Select(set =>
        set.Item2.GetBytes(Msh.Replace("UNICODE UTF-8", set.Item1, StringComparison.Ordinal)
            + "\rPID|1||X||张^三\rOBR|1||S1||||20260102080000+0800\r"
            + "OBX|1|SN|27811-9^抗凝血酶^LN||<^5|%||<|||F|||||||AN|20260102110000\rOBX|2|ST|x^^L^27821-8^^LN||>150|%|||||C\rSPM|1|S1\r"))];

    static Gen<byte[]> Changed => Gen.Elements(Whole).SelectMany(file =>
        Gen.Choose(0, file.Length - 1).SelectMany(at => Gen.OneOf(Gen.Choose(0x20, 0x7E), Gen.Choose(0, 255)).Select(b => (at, (byte)b)))
        .ArrayOf(2).Select(changes =>
        {
            byte[] changed = [.. file];
            foreach (var (at, b) in changes) changed[at] = b;
            return changed;
        }));

    [Fact]
    public void No_bytes_make_the_reader_throw_anything_but_its_refusal()
    {
        var part = Gen.Frequency((8, Gen.Elements(Parts.Concat(Whole))), (1, Gen.Choose(0, 255).Select(b => new[] { (byte)b })),
            (1, Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf()));
        var files = Gen.Frequency((1, part.ListOf().Select(parts => parts.SelectMany(p => p).ToArray())), (2, Changed));
        var (refused, read, rows) = (0, 0, 0);
        Prop.ForAll(files.ToArbitrary(), file =>
        {
            try
            {
                _ = Hl7File.Begins(file);
                read += Hl7File.Read(file).Count;
            }
            catch (Hl7Exception e)
            {
                refused++;
                Assert.NotEmpty(e.Problem.Text() + e.Problem.Next());
            }
            var table = Hl7Results.Read(file, Knowledge.Cases.Clinical, null).Table;
            rows += table.Rows.Count(row => row.Broken is null);
            // Without a map that leaves tests out, no file ends in silence.
            Assert.True(table.Rows.Count > 0 || table.HeaderProblems.Count > 0);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(4000).WithEndSize(12));
        // Neither is everything refused at its first byte, nor everything taken.
        Assert.True(refused > 400 && read > 400 && rows > 400, $"{refused} {read} {rows}");
    }
}
