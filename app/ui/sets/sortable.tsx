// A list put in order by hand: dragged, or by keyboard from its handle, told to who does not see it. Buttons beside it do the
// same for who can do neither.
import { type Announcements, closestCenter, DndContext, type DragEndEvent, KeyboardSensor, PointerSensor, useSensor, useSensors } from '@dnd-kit/core';
import { SortableContext, sortableKeyboardCoordinates, useSortable, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { DragHandleIcon } from '@shopify/polaris-icons';
import { Icon } from '@shopify/polaris';
import type { CSSProperties, ReactNode } from 'react';
import { text } from '../text/text.ts';

export interface SortableProps {
  /** Names the list on the page: its handles' descriptions are found by it. */
  id: string;
  items: readonly { id: string; title: string }[];
  onMove: (from: number, to: number) => void;
  children: ReactNode;
}

export function Sortable({ id, items, onMove, children }: SortableProps) {
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 4 } }), useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }));
  const placeOf = (itemId: unknown) => items.findIndex((item) => item.id === itemId);
  const titleOf = (itemId: unknown) => items[placeOf(itemId)]?.title ?? '';
  const { dragging } = text.setEditor;
  const announcements: Announcements = {
    onDragStart: ({ active }) => dragging.start(titleOf(active.id)),
    onDragOver: ({ active, over }) => (over ? dragging.over(titleOf(active.id), placeOf(over.id) + 1, items.length) : undefined),
    onDragEnd: ({ active, over }) => (over ? dragging.end(titleOf(active.id), placeOf(over.id) + 1, items.length) : dragging.cancel(titleOf(active.id))),
    onDragCancel: ({ active }) => dragging.cancel(titleOf(active.id)),
  };
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    if (over && active.id !== over.id) onMove(placeOf(active.id), placeOf(over.id));
  };
  return (
    <DndContext id={id} sensors={sensors} collisionDetection={closestCenter} onDragEnd={onDragEnd} accessibility={{ announcements, screenReaderInstructions: { draggable: dragging.instructions } }}>
      <SortableContext items={items.map((item) => item.id)} strategy={verticalListSortingStrategy}>
        {children}
      </SortableContext>
    </DndContext>
  );
}

export interface SortableItem {
  ref: (element: HTMLElement | null) => void;
  style: CSSProperties;
  handle: ReactNode;
}

export function useSortableItem(id: string, title: string): SortableItem {
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({ id });
  return {
    ref: setNodeRef,
    style: {
      // Only from place to place: what is dragged keeps its size.
      ...(transform ? { transform: `translate3d(${Math.round(transform.x)}px, ${Math.round(transform.y)}px, 0)` } : {}),
      ...(transition ? { transition } : {}),
      ...(isDragging ? { position: 'relative', zIndex: 1, opacity: 0.8 } : {}),
    },
    handle: (
      <button type="button" ref={setActivatorNodeRef} className="desk-handle" {...attributes} {...listeners} aria-label={text.setEditor.drag(title)}>
        <Icon source={DragHandleIcon} tone="subdued" />
      </button>
    ),
  };
}
