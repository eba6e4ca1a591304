namespace Thrombophilia.Variants.Bgzf.Reading;

/// <summary>
/// Uncompressed text, passed on as it is. It has no end mark: a cut between two lines cannot be seen here.
/// </summary>
sealed class PlainReader(FileInput input) : BatchReader
{
    const int ChunkLength = 256 * 1024;

    internal override async ValueTask FillAsync(BlockBatch unit, CancellationToken stop)
    {
        unit.MakeRoom((int)Math.Min(input.Length < 0 ? ChunkLength : input.Length + 1, ChunkLength));
        unit.Mark(input.Offset);
        var count = await input.TakeAsync(unit.Room, stop).ConfigureAwait(false);
        unit.Advance(count);
        unit.IsLast = count == 0;
    }
}
